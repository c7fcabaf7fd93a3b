import { Gauge } from 'lucide-react'
import { useEditor } from '#renderer/state/editor.ts'
import { Tip } from '#renderer/ui/Tip.tsx'
import { useLoudness } from './useLoudness.ts'

/** How loud the episode comes out, and what brings it there. */
export function LoudnessReadout() {
  const loudness = useLoudness()
  const target = useEditor((editor) => editor.episode.output.loudnessLufs)
  const text = loudness?.integratedLufs == null ? '– LUFS' : `${loudness.integratedLufs.toFixed(1)} LUFS`
  const gain = loudness ? `${loudness.gainDb >= 0 ? '+' : ''}${loudness.gainDb.toFixed(1)} dB` : ''
  const how = target === null ? 'Level as recorded' : `Target ${target} LUFS, reached by ${gain}`
  const peak = loudness?.truePeakDbtp == null ? '' : `, true peak ${loudness.truePeakDbtp.toFixed(1)} dBTP`
  return (
    <Tip content={loudness ? `${how}${peak}` : 'Loudness is being measured'}>
      <span className="loudness numbers muted">
        <Gauge aria-hidden /> {text}
      </span>
    </Tip>
  )
}
