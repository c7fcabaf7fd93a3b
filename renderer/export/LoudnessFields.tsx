import { useState } from 'react'
import { useEditor } from '#renderer/state/editor.ts'
import { NumberField } from '#renderer/ui/NumberField.tsx'
import { Segmented } from '#renderer/ui/Segmented.tsx'

const TARGETS = [
  ['-16', '−16'],
  ['-14', '−14'],
  ['-19', '−19'],
  ['none', 'As recorded'],
  ['custom', 'Custom'],
] as const

const HINTS: Readonly<Record<string, string>> = {
  '-16': 'The loudness of stereo podcasts.',
  '-14': 'As loud as music services.',
  '-19': 'The loudness of mono podcasts.',
  none: 'The level stays as it was recorded; no limiter runs.',
  custom: 'Your own target.',
}

/** Loudness target and ceiling of the episode; preview has them too. */
export function LoudnessFields() {
  const output = useEditor((editor) => editor.episode.output)
  const run = useEditor((editor) => editor.run)
  const known = TARGETS.some(([value]) => value === String(output.loudnessLufs))
  const [custom, setCustom] = useState(output.loudnessLufs !== null && !known)
  const value = output.loudnessLufs === null ? 'none' : custom ? 'custom' : String(output.loudnessLufs)

  function choose(chosen: string) {
    setCustom(chosen === 'custom')
    if (chosen === 'none') run({ type: 'setOutput', loudnessLufs: null })
    else if (chosen === 'custom') {
      if (output.loudnessLufs === null) run({ type: 'setOutput', loudnessLufs: -16 })
    } else run({ type: 'setOutput', loudnessLufs: Number(chosen) })
  }

  return (
    <>
      <h3>Loudness (LUFS)</h3>
      <Segmented label="Loudness target" value={value} options={TARGETS} onChange={choose} />
      <p className="muted">{HINTS[value]}</p>
      {value === 'custom' && (
        <NumberField
          label="Target"
          unit="LUFS"
          value={output.loudnessLufs ?? -16}
          min={-40}
          max={-5}
          step={0.5}
          onChange={(loudnessLufs) => run({ type: 'setOutput', loudnessLufs })}
        />
      )}
      {output.loudnessLufs !== null && (
        <NumberField
          label="True peak ceiling"
          unit="dBTP"
          value={output.ceilingDbtp}
          min={-20}
          max={0}
          step={0.1}
          onChange={(ceilingDbtp) => run({ type: 'setOutput', ceilingDbtp })}
        />
      )}
    </>
  )
}
