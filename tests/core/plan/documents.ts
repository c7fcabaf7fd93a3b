/** Random documents and edits for properties of the plan, and a source whose samples are arithmetic. */
import fc from 'fast-check'
import { applyCommand, type EditCommand } from '#core/edit/apply.ts'
import type { Episode, Media } from '#core/episode/schema.ts'
import { episodeDuration } from '#core/episode/timeline.ts'
import type { Samples } from '#core/time/units.ts'

/** A document with one clip per recording, as an import makes it. */
export function episodeOf(media: readonly Media[]): Episode {
  return {
    schemaVersion: 2,
    id: 'e1',
    title: 'Test episode',
    details: { artist: '', show: '', description: '', coverId: null },
    output: { loudnessLufs: -16, ceilingDbtp: -1 },
    media: [...media],
    clips: media
      .filter((item) => item.kind === 'recording')
      .map((item, index) => ({
        id: `c${index + 1}`,
        mediaId: item.id,
        start: 0,
        length: item.durationSamples,
        gainDb: 0,
        fadeInSamples: 0,
        fadeOutSamples: 0,
        joinSamples: 480,
      })),
    speakers: [],
    segments: [],
    passages: [],
    markers: [],
    nextSerial: 1000,
  }
}

export function recording(id: string, durationSamples: Samples): Media {
  return { id, kind: 'recording', name: `Recording ${id}`, durationSamples, gaps: [] }
}

export function read(id: string, durationSamples: Samples): Media & { kind: 'read' } {
  return { id, kind: 'read', name: `Read ${id}`, durationSamples, gaps: [] }
}

const share = fc.double({ min: 0, max: 1, noNaN: true })

/** An edit as shares of the timeline, so that it fits whatever document it meets. */
const edit = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('cut' as const), at: share, length: share }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('split' as const), at: share, length: share }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('gain' as const), at: share, length: share }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('fades' as const), at: share, length: share }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('join' as const), at: share, length: share }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('move' as const), at: share, length: share }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('read' as const), at: share, length: share }) },
)

/** A document after random edits; a refused edit leaves it as it was. */
export const editedEpisode: fc.Arbitrary<Episode> = fc
  .record({
    lengths: fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 3 }),
    edits: fc.array(edit, { maxLength: 14 }),
  })
  .map(({ lengths, edits }) => {
    let episode = episodeOf(lengths.map((length, index) => recording(`m${index}`, length)))
    for (const step of edits) {
      const next = applyCommand(episode, commandOf(episode, step))
      if (next.ok) episode = next.value
    }
    return episode
  })

function commandOf(
  episode: Episode,
  step: typeof edit extends fc.Arbitrary<infer T> ? T : never,
): EditCommand {
  const duration = episodeDuration(episode)
  const at = Math.floor(step.at * duration)
  const clip = episode.clips[Math.min(episode.clips.length - 1, Math.floor(step.at * episode.clips.length))]!
  switch (step.kind) {
    case 'cut':
      return {
        type: 'cut',
        from: at,
        to: Math.min(duration, at + 1 + Math.floor((step.length * duration) / 4)),
      }
    case 'split':
      return { type: 'split', at }
    case 'gain':
      return { type: 'setClipGain', clipId: clip.id, gainDb: Math.round(step.length * 24 - 12) }
    case 'fades': {
      const fade = Math.floor((step.length * clip.length) / 2)
      return {
        type: 'setClipFades',
        clipId: clip.id,
        fadeInSamples: fade,
        fadeOutSamples: Math.floor(fade / 2),
      }
    }
    case 'join':
      return { type: 'setJoin', clipId: clip.id, joinSamples: Math.floor(step.length * 4000) }
    case 'move':
      return { type: 'moveClip', clipId: clip.id, at: Math.floor(step.length * duration) }
    case 'read':
      return { type: 'placeRead', media: read('r0', 5000), at, gainDb: -3 }
  }
}

/** Sample `index` of a media item and channel: noise that is a function of its place. */
export function sampleAt(mediaId: string, index: number, channel: number): number {
  let hash = (index * 2 + channel + mediaId.charCodeAt(1) * 7919) | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b)
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b)
  return Math.fround(((hash ^ (hash >>> 16)) >> 8) / 2 ** 23)
}

/** Interleaved stereo of `[start, start + frames)`, scaled. */
export function sampleRange(mediaId: string, start: Samples, frames: Samples, level = 1): Float32Array {
  const out = new Float32Array(frames * 2)
  for (let i = 0; i < frames; i++) {
    out[i * 2] = level * sampleAt(mediaId, start + i, 0)
    out[i * 2 + 1] = level * sampleAt(mediaId, start + i, 1)
  }
  return out
}
