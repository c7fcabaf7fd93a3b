import type { ExportFormat } from '#core/contract/contract.ts'
import { episodeDuration } from '#core/episode/timeline.ts'
import type { Problem } from '#core/problem.ts'
import { formatLength } from '#core/time/timecode.ts'
import { SAMPLE_RATE } from '#core/time/units.ts'
import { useEditor } from '#renderer/state/editor.ts'
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx'
import { Segmented } from '#renderer/ui/Segmented.tsx'
import { ChaptersPreview } from './ChaptersPreview.tsx'
import { DetailsFields } from './DetailsFields.tsx'
import { FORMATS, formatBytes } from './formats.ts'
import { LoudnessFields } from './LoudnessFields.tsx'

export interface ExportChoices {
  readonly format: ExportFormat
  readonly bitrate: number | null
  readonly onlySelection: boolean
  readonly withoutSponsors: boolean
}

interface ExportFormProps {
  readonly choices: ExportChoices
  readonly onChange: (choices: ExportChoices) => void
  readonly problem: Problem | null
}

/** Format, loudness, tags and range. */
export function ExportForm({ choices, onChange, problem }: ExportFormProps) {
  const selection = useEditor((editor) => editor.selection)
  const duration = useEditor((editor) => episodeDuration(editor.episode))
  const hasReads = useEditor((editor) => editor.episode.clips.some(({ slot }) => slot))
  const format = FORMATS.find((candidate) => candidate.format === choices.format)!
  const length = choices.onlySelection && selection ? selection.to - selection.from : duration
  const bytes = choices.bitrate && (choices.bitrate / 8) * (length / SAMPLE_RATE)
  return (
    <div className="export-form">
      {problem && <ProblemNote problem={problem} />}
      <section className="stack" aria-label="File">
        <h3>File</h3>
        <Segmented
          label="Format"
          value={choices.format}
          options={FORMATS.map(({ format, name }) => [format, name] as const)}
          onChange={(chosen) =>
            onChange({
              ...choices,
              format: chosen,
              bitrate: FORMATS.find((candidate) => candidate.format === chosen)?.defaultBitrate ?? null,
            })
          }
        />
        <p className="muted">{format.hint}</p>
        {choices.bitrate !== null && (
          <label className="field">
            <span className="label">Bitrate</span>
            <select
              className="select"
              value={choices.bitrate}
              onChange={(event) => onChange({ ...choices, bitrate: Number(event.target.value) })}
            >
              {format.bitrates.map((bitrate) => (
                <option key={bitrate} value={bitrate}>
                  {bitrate / 1000} kbit/s
                </option>
              ))}
            </select>
          </label>
        )}
        <p className="muted numbers">
          {formatLength(length)}
          {bytes ? ` · about ${formatBytes(bytes)}` : ''}
        </p>
        <LoudnessFields />
        <h3>Range</h3>
        <label className="check">
          <input
            type="checkbox"
            disabled={!selection}
            checked={choices.onlySelection && selection !== null}
            onChange={(event) => onChange({ ...choices, onlySelection: event.target.checked })}
          />
          <span className={selection ? '' : 'faint'}>
            Only the selection{selection ? ` (${formatLength(selection.to - selection.from)})` : ''}
          </span>
        </label>
        <label className="check">
          <input
            type="checkbox"
            disabled={!hasReads}
            checked={choices.withoutSponsors && hasReads}
            onChange={(event) => onChange({ ...choices, withoutSponsors: event.target.checked })}
          />
          <span className={hasReads ? '' : 'faint'}>Without sponsor reads</span>
        </label>
      </section>
      <section className="stack" aria-label="Details">
        <h3>Details</h3>
        <DetailsFields />
        <ChaptersPreview
          withoutSponsors={choices.withoutSponsors}
          range={choices.onlySelection ? selection : null}
        />
      </section>
    </div>
  )
}
