/** Episodes of a few dozen samples, small enough to look at every one. */
import fc from 'fast-check'
import type { EditCommand } from '#core/edit/apply.ts'
import { createEpisode } from '#core/episode/create.ts'
import type { Episode } from '#core/episode/schema.ts'
import { episodeDuration } from '#core/episode/timeline.ts'

const SAMPLES = 120

export const tinyEpisode: fc.Arbitrary<Episode> = fc
  .array(fc.tuple(fc.nat(2), fc.nat(SAMPLES), fc.nat(40)), { maxLength: 10 })
  .map((turns) =>
    createEpisode({
      id: 'tiny',
      title: 'Tiny',
      recording: { id: 'rec', name: 'tiny.wav', durationSamples: SAMPLES, gaps: [] },
      people: {
        origin: 'hydra',
        speakers: ['a', 'b', 'c'].map((key) => ({
          key,
          userId: null,
          name: key,
          handle: null,
          role: 'speaker' as const,
        })),
        segments: turns.map(([who, start, length]) => ({
          speakerKey: 'abc'[who]!,
          startSample: start,
          endSample: start + length,
          confidence: 1,
        })),
      },
    }),
  )

type Edit = (episode: Episode) => EditCommand
const share = fc.double({ min: 0, max: 1, noNaN: true })

/** Cuts, moves, splits, reads and markers at shares of what the episode has at that moment. */
export const smallEdits: fc.Arbitrary<Edit[]> = fc.array(
  fc.tuple(fc.nat(7), share, share).map(([kind, a, b]): Edit => {
    return (episode) => {
      const duration = episodeDuration(episode)
      const at = Math.floor(a * duration)
      const clip = episode.clips[Math.min(episode.clips.length - 1, Math.floor(b * episode.clips.length))]!
      if (kind === 0) return { type: 'split', at }
      if (kind === 1) return { type: 'moveClip', clipId: clip.id, at }
      if (kind === 2) return { type: 'removeClip', clipId: clip.id }
      if (kind === 3)
        return { type: 'addMarker', mediaId: 'rec', sample: Math.floor(b * (SAMPLES - 1)), title: 'M' }
      if (kind === 4) {
        const media = { id: 'read', kind: 'read' as const, name: 'Read', durationSamples: 9, gaps: [] }
        return { type: 'placeRead', media, at, gainDb: 0 }
      }
      if (kind === 7) return { type: 'insertSilence', at, lengthSamples: 1 + Math.floor(b * 20) }
      if (kind === 5)
        return { type: 'trimClip', clipId: clip.id, edge: a < 0.5 ? 'start' : 'end', sample: at }
      return { type: 'cut', from: at, to: Math.min(duration, at + 1 + Math.floor(b * 30)) }
    }
  }),
  { maxLength: 15 },
)
