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
  return (
    <main className="import-screen">
      <div className="import-card">
        <div className="row spread">
          <div>
            <p className="muted">Importing</p>
            <h1 className="import-title truncate">{running.name}</h1>
          </div>
          <button type="button" className="button" onClick={onCancel}>
            Cancel
          </button>
        </div>
        <LiveWaveform peaks={running.peaks} version={running.version} />
        <Progress progress={running.progress} label={`Importing ${running.name}`} />
        <p className="faint">The original stays where it is and is never changed.</p>
      </div>
    </main>
  )
}
