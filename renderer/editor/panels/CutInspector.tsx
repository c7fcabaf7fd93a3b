import { Headphones, RotateCcw } from 'lucide-react'
import { MAX_JOIN_SAMPLES } from '#core/edit/clipEdits.ts'
import type { CutPoint } from '#core/episode/cuts.ts'
import { hiddenBeside } from '#core/episode/cuts.ts'
import { formatLength, formatTimecode } from '#core/time/timecode.ts'
import { clamp, SAMPLE_RATE, secondsToSamples } from '#core/time/units.ts'
import { listenAcross } from '#renderer/commands/play.ts'
import { useEditor, useEditorStore } from '#renderer/state/editor.ts'
import { NumberField } from '#renderer/ui/NumberField.tsx'
import { Facts } from './Facts.tsx'

const TITLES = { cut: 'Cut', split: 'Split', splice: 'Join' } as const
const MS = SAMPLE_RATE / 1000

/** A cut: listen across it, set its join, move its edges, bring back what it hides. */
export function CutInspector({ point }: { readonly point: CutPoint }) {
  const store = useEditorStore()
  const episode = useEditor((editor) => editor.episode)
  const run = useEditor((editor) => editor.run)
  const index = episode.clips.findIndex(({ id }) => id === point.clipId)
  const clip = episode.clips[index]
  if (!clip) return null
  const left = point.edge === 'start' ? episode.clips[index - 1] : clip
  const right = point.edge === 'start' ? clip : undefined
  const hidden = hiddenBeside(episode, clip, point.edge)

  function move(clipId: string, edge: 'start' | 'end', milliseconds: number) {
    const target = episode.clips.find(({ id }) => id === clipId)
    const source = target && episode.media.find(({ id }) => id === target.mediaId)
    if (!target || !source) return
    const end = target.start + target.length
    const wanted = (edge === 'start' ? target.start : end) + milliseconds * MS
    const [low, high] = edge === 'start' ? [0, end - 1] : [target.start + 1, source.durationSamples]
    run({ type: 'trimClip', clipId, edge, sample: Math.round(clamp(wanted, low, high)) })
  }

  return (
    <section className="card stack" aria-labelledby="cut-title">
      <h2 id="cut-title">{TITLES[point.kind]}</h2>
      <Facts
        facts={[
          ['At', formatTimecode(point.at)],
          ...(point.hiddenSamples > 0 ? ([['Left out', formatLength(point.hiddenSamples)]] as const) : []),
        ]}
      />
      {left && right && (
        <NumberField
          label="Crossfade"
          unit="ms"
          value={clip.joinSamples / MS}
          min={0}
          max={MAX_JOIN_SAMPLES / MS}
          step={5}
          onChange={(ms) =>
            run({ type: 'setJoin', clipId: clip.id, joinSamples: secondsToSamples(ms / 1000) })
          }
        />
      )}
      {left && <Nudge label="End before" onMove={(ms) => move(left.id, 'end', ms)} />}
      {right && <Nudge label="Start after" onMove={(ms) => move(right.id, 'start', ms)} />}
      <div className="row wrap">
        <button
          type="button"
          className="button small"
          onClick={() => listenAcross(store.getState(), point.at)}
        >
          <Headphones aria-hidden /> Listen across
        </button>
        {hidden > 0 && (
          <button
            type="button"
            className="button small"
            onClick={() => run({ type: 'restoreCut', clipId: point.clipId, edge: point.edge })}
          >
            <RotateCcw aria-hidden /> Restore {formatLength(hidden)}
          </button>
        )}
      </div>
    </section>
  )
}

const STEPS_MS = [-100, -10, 10, 100]

function Nudge({ label, onMove }: { readonly label: string; readonly onMove: (ms: number) => void }) {
  return (
    <fieldset className="nudge">
      <legend className="label">{label}</legend>
      {STEPS_MS.map((ms) => (
        <button
          key={ms}
          type="button"
          className="button small numbers"
          aria-label={`${label}: ${Math.abs(ms)} ms ${ms < 0 ? 'earlier' : 'later'}`}
          onClick={() => onMove(ms)}
        >
          {ms > 0 ? '+' : '−'}
          {Math.abs(ms)}
        </button>
      ))}
      <span className="faint">ms</span>
    </fieldset>
  )
}
