import { Progress } from '#renderer/ui/Progress.tsx'
import { LiveWaveform } from './LiveWaveform.tsx'
import type { RunningImport } from './useImport.ts'

/** An import while it runs: its waveform grows as the recording is read. */
export function ImportScreen({
  running,
  onCancel,
}: {
  readonly running: RunningImport
  readonly onCancel: () => void
}) {
  const { name, place, count } = running
  return (
    <main className="import-screen">
      <div className="import-card">
        <div className="row spread">
          <div>
            <p className="muted numbers">{count > 1 ? `Importing ${place} of ${count}` : 'Importing'}</p>
            <h1 className="import-title truncate" title={name}>
              {name}
            </h1>
          </div>
          <button type="button" className="button" onClick={onCancel}>
            {count > 1 ? 'Stop importing' : 'Cancel'}
          </button>
        </div>
        <LiveWaveform peaks={running.peaks} version={running.version} />
        <Progress progress={running.progress} label={`Importing ${name}`} />
        <p className="faint">
          {place > 1
            ? 'What is imported already stays. Originals stay where they are and are never changed.'
            : 'The original stays where it is and is never changed.'}
        </p>
      </div>
    </main>
  )
}
