import type { Progress as ProgressValue } from '#core/contract/shapes.ts'

/** `about 2 min left`; nothing until it can be told. */
export function timeLeft(seconds: number | null): string {
  if (seconds === null) return ''
  if (seconds < 5) return 'a few seconds left'
  if (seconds < 60) return `about ${Math.ceil(seconds / 5) * 5} s left`
  return `about ${Math.ceil(seconds / 60)} min left`
}

/** A bar with stage, percent and time left. */
export function Progress({ progress, label }: { readonly progress: ProgressValue; readonly label: string }) {
  const percent = Math.round(progress.fraction * 100)
  return (
    <div className="stack">
      <div className="row spread">
        <span className="progress-stage">{progress.stage}</span>
        <span className="muted numbers">
          {[timeLeft(progress.secondsLeft), `${percent} %`].filter(Boolean).join(' · ')}
        </span>
      </div>
      <div
        className="progress"
        role="progressbar"
        aria-label={label}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <span style={{ width: `${percent}%` }} />
      </div>
    </div>
  )
}
