import { Trash2 } from 'lucide-react'
import { type Clip, GAIN_DB_LIMIT } from '#core/episode/schema.ts'
import { isSilence } from '#core/episode/silence.ts'
import { mediaOf, type PlacedClip } from '#core/episode/timeline.ts'
import { formatLength, formatTimecode } from '#core/time/timecode.ts'
import { SAMPLE_RATE, secondsToSamples } from '#core/time/units.ts'
import { useEditor } from '#renderer/state/editor.ts'
import { NumberField } from '#renderer/ui/NumberField.tsx'
import { Facts } from './Facts.tsx'

const KINDS = { recording: 'Clip', read: 'Sponsor read', silence: 'Silence' } as const
const SLOTS = { pre: 'Pre-roll', mid: 'Mid-roll', post: 'Post-roll' } as const

/** A clip: its level, its fades, and out with it. */
export function ClipInspector({ placed }: { readonly placed: PlacedClip }) {
  const { clip, timelineStart } = placed
  const run = useEditor((editor) => editor.run)
  const media = useEditor((editor) => mediaOf(editor.episode, clip.mediaId))
  const kind = clip.slot ? 'read' : isSilence(clip.mediaId) ? 'silence' : 'recording'
  const isOnly = useEditor((editor) => editor.episode.clips.length === 1)

  return (
    <section className="card stack" aria-labelledby="clip-title">
      <div className="row spread">
        <h2 id="clip-title">{KINDS[kind]}</h2>
        {clip.slot && <span className="badge warning">{SLOTS[clip.slot]}</span>}
      </div>
      <Facts
        facts={[
          ...(kind === 'silence' ? [] : ([['From', media?.name ?? '']] as const)),
          ['Starts', formatTimecode(timelineStart)],
          ['Length', formatLength(clip.length)],
        ]}
      />
      {!isSilence(clip.mediaId) && <SoundFields clip={clip} />}
      <div className="row">
        <button
          type="button"
          className="button small"
          disabled={isOnly}
          onClick={() => run({ type: 'removeClip', clipId: clip.id })}
        >
          <Trash2 aria-hidden /> {clip.slot ? 'Take out' : `Remove ${KINDS[kind].toLowerCase()}`}
        </button>
      </div>
    </section>
  )
}

/** Level and fades; silence has neither. */
function SoundFields({ clip }: { readonly clip: Clip }) {
  const run = useEditor((editor) => editor.run)

  function setFade(which: 'fadeInSamples' | 'fadeOutSamples', seconds: number) {
    const { fadeInSamples, fadeOutSamples } = clip
    const fades = { fadeInSamples, fadeOutSamples, [which]: secondsToSamples(seconds) }
    run({ type: 'setClipFades', clipId: clip.id, ...fades })
  }

  return (
    <>
      <NumberField
        label="Gain"
        unit="dB"
        value={clip.gainDb}
        min={-GAIN_DB_LIMIT}
        max={GAIN_DB_LIMIT}
        step={0.5}
        onChange={(gainDb) => run({ type: 'setClipGain', clipId: clip.id, gainDb })}
      />
      <NumberField
        label="Fade in"
        unit="s"
        decimals={2}
        value={clip.fadeInSamples / SAMPLE_RATE}
        min={0}
        max={Math.floor(((clip.length - clip.fadeOutSamples) / SAMPLE_RATE) * 100) / 100}
        step={0.1}
        onChange={(seconds) => setFade('fadeInSamples', seconds)}
      />
      <NumberField
        label="Fade out"
        unit="s"
        decimals={2}
        value={clip.fadeOutSamples / SAMPLE_RATE}
        min={0}
        max={Math.floor(((clip.length - clip.fadeInSamples) / SAMPLE_RATE) * 100) / 100}
        step={0.1}
        onChange={(seconds) => setFade('fadeOutSamples', seconds)}
      />
    </>
  )
}
