import { MousePointerClick } from 'lucide-react'
import { cutPoints } from '#core/episode/cuts.ts'
import { placeClips } from '#core/episode/timeline.ts'
import { cutKey, useEditor } from '#renderer/state/editor.ts'
import { Empty } from '#renderer/ui/Empty.tsx'
import { ClipInspector } from './ClipInspector.tsx'
import { CutInspector } from './CutInspector.tsx'
import { SelectionInspector } from './SelectionInspector.tsx'
import { TurnInspector } from './TurnInspector.tsx'

/** What is selected on the timeline, and what can be set about it. */
export function InspectPanel() {
  const episode = useEditor((editor) => editor.episode)
  const selectedCut = useEditor((editor) => editor.selectedCut)
  const selectedClipId = useEditor((editor) => editor.selectedClipId)
  const selectedSegmentId = useEditor((editor) => editor.selectedSegmentId)
  const selection = useEditor((editor) => editor.selection)
  const cut = selectedCut && cutPoints(episode).find((point) => cutKey(point) === selectedCut)
  const clip = selectedClipId && placeClips(episode.clips).find(({ clip }) => clip.id === selectedClipId)
  const turn = selectedSegmentId && episode.segments.find(({ id }) => id === selectedSegmentId)
  const isEmpty = !cut && !clip && !turn && !selection
  return (
    <div className="panel">
      {selection && <SelectionInspector selection={selection} />}
      {cut && <CutInspector key={selectedCut} point={cut} />}
      {clip && <ClipInspector key={selectedClipId} placed={clip} />}
      {turn && <TurnInspector key={selectedSegmentId} turn={turn} />}
      {isEmpty && (
        <Empty icon={MousePointerClick} title="Nothing selected">
          <p>
            Click a clip, a cut or a speaker’s turn on the timeline to adjust it, or drag to select a range.
          </p>
        </Empty>
      )}
    </div>
  )
}
