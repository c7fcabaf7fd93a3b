import { AudioLines, Play } from 'lucide-react'
import { FromX } from './FromX.tsx'
import { ImportButton } from './ImportButton.tsx'

/** What a newcomer sees: the ways in, and where a recording comes from. */
export function EmptyLibrary({ onDemo }: { readonly onDemo: () => void }) {
  return (
    <section className="welcome" aria-labelledby="welcome-title">
      <span className="welcome-icon">
        <AudioLines aria-hidden />
      </span>
      <h1 id="welcome-title">Turn a Space into an episode</h1>
      <p className="muted">Drop a recording anywhere in this window, or choose one.</p>
      <div className="row">
        <ImportButton large />
        <button type="button" className="button large" onClick={onDemo}>
          <Play aria-hidden /> Try the demo
        </button>
      </div>
      <section className="welcome-card" aria-labelledby="from-x-title">
        <h2 id="from-x-title">Get your recording from X</h2>
        <FromX />
      </section>
    </section>
  )
}
