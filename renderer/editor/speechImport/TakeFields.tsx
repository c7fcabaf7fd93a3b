import type { SpeechPreview } from '#core/contract/transcripts.ts'
import { SelectField } from '#renderer/ui/SelectField.tsx'
import type { SpeechSettings } from './choices.ts'

interface TakeFieldsProps {
  readonly preview: SpeechPreview
  readonly settings: SpeechSettings
  readonly onChange: (settings: SpeechSettings) => void
}

/** What of a file is taken over, and what of the recording goes for it. */
export function TakeFields({ preview, settings, onChange }: TakeFieldsProps) {
  const { counts, existing } = preview
  const set = (change: Partial<SpeechSettings>) => onChange({ ...settings, ...change })
  const { importedTurns, otherTurns } = existing
  return (
    <>
      <Check
        label="Who speaks when"
        count={counts.turns}
        noun="turn"
        checked={settings.turns}
        onChange={(turns) => set({ turns })}
      />
      {settings.turns && importedTurns + otherTurns > 0 && (
        <SelectField
          label="Turns that are there already"
          value={settings.segments}
          options={[
            ['none', 'Keep all'],
            [
              'imported',
              importedTurns > 0 ? `Replace the ${importedTurns} imported` : 'Keep all but imported',
            ],
            ['all', `Replace all ${importedTurns + otherTurns}`],
          ]}
          onChange={(segments) => set({ segments })}
        />
      )}
      <Check
        label="What is said"
        count={counts.passages}
        noun="passage"
        checked={settings.transcript}
        onChange={(transcript) => set({ transcript })}
      />
      {settings.transcript && existing.passages > 0 && (
        <SelectField
          label="Transcript that is there already"
          value={settings.passages}
          options={[
            ['all', `Replace its ${existing.passages} passages`],
            ['none', 'Keep it, add this to it'],
          ]}
          onChange={(passages) => set({ passages })}
        />
      )}
    </>
  )
}

interface CheckProps {
  readonly label: string
  readonly count: number
  readonly noun: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

function Check({ label, count, noun, checked, onChange }: CheckProps) {
  return (
    <label className="check">
      <input
        type="checkbox"
        disabled={count === 0}
        checked={checked && count > 0}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={count > 0 ? '' : 'faint'}>{label}</span>
      <span className="muted numbers check-count">
        {count.toLocaleString('en')} {count === 1 ? noun : `${noun}s`}
      </span>
    </label>
  )
}
