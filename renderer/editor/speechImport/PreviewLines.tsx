import type { SpeechPreview } from '#core/contract/transcripts.ts'
import { formatTimecode } from '#core/time/timecode.ts'

/** The first things that a file says, at their places in the recording. */
export function PreviewLines({ lines }: Pick<SpeechPreview, 'lines'>) {
  return (
    <ol className="preview-lines selectable">
      {lines.map(({ speaker, startSample, text }, index) => (
        <li key={index}>
          <span className="muted numbers">{formatTimecode(startSample, 0)}</span>
          <p>
            {speaker !== null && <strong>{speaker} </strong>}
            {text}
          </p>
        </li>
      ))}
    </ol>
  )
}
