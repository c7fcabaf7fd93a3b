import { AudioLines, FileAudio, Megaphone, Play, Scissors } from 'lucide-react'

const STEPS = [
  [
    FileAudio,
    'Bring the recording',
    'The file X hands out, or any other audio. Who speaks when comes along.',
  ],
  [Scissors, 'Cut and tidy', 'Take out dead air, name the speakers, and undo whatever you like.'],
  [
    Megaphone,
    'Add a sponsor, export',
    'Drop in a read; the episode leaves at podcast loudness with chapters.',
  ],
] as const

/** What a newcomer sees. */
export function EmptyLibrary({
  onImport,
  onDemo,
}: {
  readonly onImport: () => void
  readonly onDemo: () => void
}) {
  return (
    <section className="welcome" aria-labelledby="welcome-title">
      <span className="welcome-icon">
        <AudioLines aria-hidden />
      </span>
      <h1 id="welcome-title">Turn a Space into an episode</h1>
      <p className="muted">Drop a recording anywhere in this window, or choose one.</p>
      <div className="row">
        <button type="button" className="button primary large" onClick={onImport}>
          Import recording
        </button>
        <button type="button" className="button large" onClick={onDemo}>
          <Play aria-hidden /> Try the demo
        </button>
      </div>
      <ol className="welcome-steps">
        {STEPS.map(([Icon, title, text]) => (
          <li key={title}>
            <Icon aria-hidden />
            <h2>{title}</h2>
            <p className="muted">{text}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
