import { Download, Plus, Users } from 'lucide-react'
import { useDeferredValue, useMemo } from 'react'
import { talkSamples } from '#core/episode/derive.ts'
import { useEditor } from '#renderer/state/editor.ts'
import { Empty } from '#renderer/ui/Empty.tsx'
import { useRunCommand } from '../uiContext.ts'
import { SpeakerCard } from './SpeakerCard.tsx'

/** Who speaks. */
export function SpeakersPanel() {
  const speakers = useEditor((editor) => editor.episode.speakers)
  const segments = useDeferredValue(useEditor((editor) => editor.committed.segments))
  const clips = useDeferredValue(useEditor((editor) => editor.committed.clips))
  const run = useEditor((editor) => editor.run)
  const runCommand = useRunCommand()
  const times = useMemo(() => talkSamples({ segments, clips, speakers }), [segments, clips, speakers])
  const most = Math.max(1, ...times.values())

  return (
    <div className="panel">
      <div className="row spread panel-head">
        <h2>Speakers</h2>
        <div className="row panel-tools">
          <button
            type="button"
            className="button small quiet"
            onClick={() => runCommand('file.importSpeech')}
          >
            <Download aria-hidden /> Import
          </button>
          <button
            type="button"
            className="button small quiet"
            onClick={() => run({ type: 'addSpeaker', name: `Speaker ${speakers.length + 1}` })}
          >
            <Plus aria-hidden /> Add
          </button>
        </div>
      </div>
      {speakers.length === 0 && (
        <Empty icon={Users} title="Nobody yet">
          <p>
            This recording does not say who speaks. Add a speaker, select a stretch on the timeline and give
            it to them. Or import a file that tells.
          </p>
        </Empty>
      )}
      <ul className="stack">
        {speakers.map((speaker) => (
          <SpeakerCard
            key={speaker.id}
            speaker={speaker}
            talk={times.get(speaker.id) ?? 0}
            share={(times.get(speaker.id) ?? 0) / most}
          />
        ))}
      </ul>
    </div>
  )
}
