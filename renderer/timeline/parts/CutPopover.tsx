import { Popover } from 'radix-ui'
import type { RefObject } from 'react'
import { type CutPoint, cutPoints, cutTitle } from '#core/episode/cuts.ts'
import { episodeDuration } from '#core/episode/timeline.ts'
import { formatTimecode } from '#core/time/timecode.ts'
import { SAMPLE_RATE } from '#core/time/units.ts'
import { cutKey, useEditor } from '#renderer/state/editor.ts'

/** How much is heard before and after a cut that is listened across. */
const LISTEN_SAMPLES = 2 * SAMPLE_RATE
/** One press of “Earlier” or “Later”. */
const NUDGE_SAMPLES = SAMPLE_RATE / 100
/** Longest join offered here; longer ones are a matter of fades. */
const MAX_JOIN_MS = 500

/** What can be done at the selected cut. Opens beside `anchor`. */
export function CutPopover({ anchor }: { anchor: RefObject<HTMLDivElement | null> }) {
  const point = useEditor(
    (editor) =>
      (editor.selectedCut !== null &&
        cutPoints(editor.episode).find((candidate) => cutKey(candidate) === editor.selectedCut)) ||
      null,
  )
  const selectCut = useEditor((editor) => editor.selectCut)
  return (
    <Popover.Root open={point !== null} onOpenChange={(open) => !open && selectCut(null)}>
      <Popover.Anchor virtualRef={anchor as RefObject<HTMLDivElement>} />
      <Popover.Portal>
        <Popover.Content
          className="timeline-popover"
          side="bottom"
          sideOffset={6}
          collisionPadding={8}
          updatePositionStrategy="always"
          aria-label={point ? cutTitle(point) : 'Cut'}
        >
          {point && <CutActions point={point} />}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function CutActions({ point }: { point: CutPoint }) {
  const duration = useEditor((editor) => episodeDuration(editor.episode))
  const run = useEditor((editor) => editor.run)
  const play = useEditor((editor) => editor.play)
  const selectCut = useEditor((editor) => editor.selectCut)
  return (
    <>
      <div className="row spread">
        <h3>{cutTitle(point)}</h3>
        <span className="faint numbers">{formatTimecode(point.at)}</span>
      </div>
      <div className="row">
        <button
          type="button"
          className="button small grow"
          onClick={() =>
            play(Math.max(0, point.at - LISTEN_SAMPLES), Math.min(duration, point.at + LISTEN_SAMPLES))
          }
        >
          Listen across
        </button>
        {point.kind === 'cut' && (
          <button
            type="button"
            className="button small grow"
            onClick={() => {
              if (run({ type: 'restoreCut', clipId: point.clipId, edge: point.edge }).ok) selectCut(null)
            }}
          >
            Restore
          </button>
        )}
      </div>
      {point.kind === 'cut' && <Nudge point={point} />}
      {point.edge === 'start' && point.at > 0 && <JoinLength clipId={point.clipId} />}
    </>
  )
}

/** Moves the edge that the cut names; the other one is dragged on the timeline. */
function Nudge({ point }: { point: CutPoint }) {
  const clip = useEditor((editor) => editor.episode.clips.find(({ id }) => id === point.clipId))
  const run = useEditor((editor) => editor.run)
  if (!clip) return null
  const now = point.edge === 'start' ? clip.start : clip.start + clip.length
  const move = (by: number) => run({ type: 'trimClip', clipId: clip.id, edge: point.edge, sample: now + by })
  const inward = point.edge === 'start' ? NUDGE_SAMPLES : -NUDGE_SAMPLES
  const outward = -Math.sign(inward) * Math.min(NUDGE_SAMPLES, point.hiddenSamples)
  return (
    <div className="row">
      <span className="label grow">10 ms</span>
      <button type="button" className="button small" onClick={() => move(inward)}>
        Cut more
      </button>
      <button type="button" className="button small" onClick={() => move(outward)}>
        Cut less
      </button>
    </div>
  )
}

function JoinLength({ clipId }: { clipId: string }) {
  const joinSamples = useEditor(
    (editor) => editor.episode.clips.find((clip) => clip.id === clipId)?.joinSamples ?? 0,
  )
  const draft = useEditor((editor) => editor.draft)
  const commitDraft = useEditor((editor) => editor.commitDraft)
  const milliseconds = Math.round((joinSamples / SAMPLE_RATE) * 1000)
  const commit = () => commitDraft()
  return (
    <label className="field">
      <span className="row spread label">
        Join <span className="numbers">{milliseconds === 0 ? 'hard cut' : `${milliseconds} ms`}</span>
      </span>
      <input
        className="slider"
        type="range"
        min={0}
        max={MAX_JOIN_MS}
        step={5}
        value={Math.min(MAX_JOIN_MS, milliseconds)}
        onChange={(event) =>
          draft({
            type: 'setJoin',
            clipId,
            joinSamples: Math.round((Number(event.target.value) * SAMPLE_RATE) / 1000),
          })
        }
        onPointerUp={commit}
        onKeyUp={commit}
        onBlur={commit}
      />
    </label>
  )
}
