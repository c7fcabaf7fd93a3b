import type { SpeechPreview } from '#core/contract/transcripts.ts'
import { useEditor } from '#renderer/state/editor.ts'
import { NumberField } from '#renderer/ui/NumberField.tsx'
import { SelectField } from '#renderer/ui/SelectField.tsx'
import type { SpeechSettings, Who, Whos } from './choices.ts'
import { MatchList } from './MatchList.tsx'
import { PreviewLines } from './PreviewLines.tsx'
import { recordingsOf } from './recordings.ts'
import { TakeFields } from './TakeFields.tsx'

/** A file's zero may lie a day away from the recording's. */
const MAX_OFFSET_SECONDS = 86_400

interface SpeechFormProps {
  readonly preview: SpeechPreview | null
  readonly settings: SpeechSettings | null
  readonly onSettings: (settings: SpeechSettings) => void
  readonly whos: Whos
  readonly onWho: (key: string, who: Who) => void
  readonly recordingId: string
  readonly onRecording: (recordingId: string) => void
  readonly offsetSeconds: number
  readonly onOffset: (seconds: number) => void
}

/** What a file says and what becomes of it. Where and when it belongs can be set before it makes sense. */
export function SpeechForm({ preview, settings, onSettings, whos, onWho, ...place }: SpeechFormProps) {
  const speakers = useEditor((editor) => editor.committed.speakers)
  if (!preview || !settings) return <PlaceFields {...place} />
  const { counts } = preview
  const about = [
    count(counts.cues, 'entry', 'entries'),
    count(counts.words, 'word', 'words'),
    counts.spreadWords > 0 &&
      `${counts.spreadWords === counts.words ? 'all' : counts.spreadWords.toLocaleString('en')} with estimated times`,
  ]
  return (
    <div className="speech-form">
      <section className="stack" aria-label="People">
        <h3>{preview.speakers.length === 0 ? 'No names in this file' : 'Who is who'}</h3>
        {preview.speakers.length === 0 ? (
          <p className="muted">What it says will have no speaker.</p>
        ) : (
          <MatchList matches={preview.speakers} speakers={speakers} whos={whos} onChange={onWho} />
        )}
      </section>
      <section className="stack" aria-label="File">
        <h3>Take over</h3>
        <TakeFields preview={preview} settings={settings} onChange={onSettings} />
        <PlaceFields {...place} />
        <h3>How it begins</h3>
        <p className="muted numbers">{about.filter(Boolean).join(' · ')}</p>
        <PreviewLines lines={preview.lines} />
      </section>
    </div>
  )
}

type PlaceFieldsProps = Pick<SpeechFormProps, 'recordingId' | 'onRecording' | 'offsetSeconds' | 'onOffset'>

function PlaceFields({ recordingId, onRecording, offsetSeconds, onOffset }: PlaceFieldsProps) {
  const episode = useEditor((editor) => editor.committed)
  const recordings = recordingsOf(episode)
  return (
    <>
      {recordings.length > 1 && (
        <SelectField
          label="Of which recording"
          value={recordingId}
          options={recordings.map(({ id, name }) => [id, name] as const)}
          onChange={onRecording}
        />
      )}
      <NumberField
        label="Starts in the recording at"
        unit="s"
        decimals={2}
        value={offsetSeconds}
        min={-MAX_OFFSET_SECONDS}
        max={MAX_OFFSET_SECONDS}
        step={0.5}
        onChange={onOffset}
      />
    </>
  )
}

function count(of: number, one: string, many: string): string {
  return `${of.toLocaleString('en')} ${of === 1 ? one : many}`
}
