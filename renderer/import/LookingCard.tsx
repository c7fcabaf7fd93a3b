import type { Looking } from './useBring.tsx'

/** What is going on before an import begins, at the lower edge: the screen stays as it is. */
export function LookingCard({ looking: { what, sent, cancel } }: { readonly looking: Looking }) {
  const percent = sent === null ? null : Math.round(sent * 100)
  return (
    <div className="looking-card" role="status">
      <div className="grow stack">
        <p className="row spread">
          <span className="truncate">{what}…</span>
          {percent !== null && <span className="muted numbers">{percent} %</span>}
        </p>
        <div className="progress" aria-hidden>
          <span className={percent === null ? 'waiting' : ''} style={{ width: `${percent ?? 100}%` }} />
        </div>
      </div>
      <button type="button" className="button small" onClick={cancel}>
        Cancel
      </button>
    </div>
  )
}
