/** Random episodes and commands for properties; everything comes from fast-check, so failures can be replayed. */
import fc from 'fast-check'
import type { EditCommand } from '#core/edit/apply.ts'
import { createEpisode } from '#core/episode/create.ts'
import type { Episode } from '#core/episode/schema.ts'
import { episodeDuration } from '#core/episode/timeline.ts'

export const RECORDING_SAMPLES = 480_000

/** An episode as imported: one recording of ten seconds, two or three people with some turns. */
export const importedEpisode: fc.Arbitrary<Episode> = fc
  .array(
    fc.record({
      person: fc.nat(2),
      start: fc.nat(RECORDING_SAMPLES - 2),
      length: fc.integer({ min: 1, max: 96_000 }),
    }),
    { maxLength: 12 },
  )
  .map((turns) =>
    createEpisode({
      id: 'episode',
      title: 'Test',
      recording: { id: 'rec', name: 'test.ts', durationSamples: RECORDING_SAMPLES, gaps: [] },
      people: {
        origin: 'hydra',
        speakers: ['Ada', 'Ben', 'Cleo'].map((name, i) => ({
          key: String(i),
          userId: `user-${i}`,
          name,
          handle: null,
          role: i === 0 ? ('host' as const) : ('speaker' as const),
        })),
        segments: turns.map(({ person, start, length }) => ({
          speakerKey: String(person),
          startSample: start,
          endSample: Math.min(RECORDING_SAMPLES, start + length),
          confidence: 1,
        })),
      },
    }),
  )

/** A command as numbers: shares of what the episode has at that moment, so that most are valid. */
export interface CommandSeed {
  readonly kind: number
  readonly a: number
  readonly b: number
  readonly pick: number
}

const share = fc.double({ min: 0, max: 1, noNaN: true })
export const commandSeed: fc.Arbitrary<CommandSeed> = fc.record({
  kind: fc.nat(24),
  a: share,
  b: share,
  pick: share,
})

/** The command that a seed means for an episode; some are refused, which is part of the test. */
export function commandFrom(episode: Episode, { kind, a, b, pick }: CommandSeed): EditCommand {
  const duration = episodeDuration(episode)
  const from = Math.floor(Math.min(a, b) * duration)
  const to = Math.ceil(Math.max(a, b) * duration)
  const clip = at(episode.clips, pick)
  const segment = at(episode.segments, pick)
  const speaker = at(episode.speakers, pick)
  const clipId = clip?.id ?? 'none'
  const edge = b < 0.5 ? 'start' : 'end'
  switch (kind) {
    case 0:
    case 1:
      return { type: 'cut', from, to: Math.min(to, from + Math.ceil(duration / 8)) }
    case 2:
      return { type: 'split', at: from }
    case 3:
      return { type: 'trimClip', clipId, edge, sample: Math.floor(a * RECORDING_SAMPLES) }
    case 4:
      return { type: 'restoreCut', clipId, edge }
    case 5:
      return { type: 'setClipGain', clipId, gainDb: a * 24 - 12 }
    case 6:
      return {
        type: 'setClipFades',
        clipId,
        fadeInSamples: Math.floor(a * 9_000),
        fadeOutSamples: Math.floor(b * 9_000),
      }
    case 7:
      return { type: 'setJoin', clipId, joinSamples: Math.floor(a * 20_000) }
    case 8:
      return { type: 'removeClip', clipId }
    case 9:
      return { type: 'moveClip', clipId, at: from }
    case 10:
      return {
        type: 'placeRead',
        media: { id: 'read', kind: 'read', name: 'Northwind', durationSamples: 48_000, gaps: [] },
        at: from,
        gainDb: -3,
      }
    case 11:
      return { type: 'addSpeaker', name: `Guest ${Math.floor(a * 100)}` }
    case 12:
      return {
        type: 'mergeSpeakers',
        fromId: speaker?.id ?? 'none',
        intoId: at(episode.speakers, a)?.id ?? 'none',
      }
    case 13: {
      const start = Math.floor(Math.min(a, b) * RECORDING_SAMPLES)
      const endSample = Math.ceil(Math.max(a, b) * RECORDING_SAMPLES)
      return {
        type: 'addSegment',
        speakerId: speaker?.id ?? 'none',
        recordingId: 'rec',
        startSample: start,
        endSample,
      }
    }
    case 14:
      return {
        type: 'updateSegment',
        segmentId: segment?.id ?? 'none',
        startSample: Math.floor(a * RECORDING_SAMPLES),
      }
    case 15:
      return {
        type: 'splitSegment',
        segmentId: segment?.id ?? 'none',
        sample: Math.floor(a * RECORDING_SAMPLES),
      }
    case 16:
      return { type: 'removeSegments', segmentIds: [segment?.id ?? 'none'] }
    case 17:
      return {
        type: 'addMarker',
        mediaId: 'rec',
        sample: Math.floor(a * RECORDING_SAMPLES),
        title: 'Chapter',
      }
    case 18:
      return { type: 'keep', from, to }
    case 19:
      return importFrom(episode, a, b, pick)
    case 20:
      return {
        type: 'updatePassage',
        passageId: at(episode.passages, pick)?.id ?? 'none',
        ...(a < 0.5
          ? { speakerId: b < 0.2 ? null : (at(episode.speakers, b)?.id ?? 'none') }
          : { startSample: Math.floor(b * RECORDING_SAMPLES) }),
      }
    case 21: {
      const passage = at(episode.passages, pick)
      const word = {
        text: 'corrected',
        startSample: passage?.startSample ?? 0,
        endSample: passage?.endSample ?? 0,
      }
      return { type: 'updatePassage', passageId: passage?.id ?? 'none', words: [word] }
    }
    case 22:
      return { type: 'removePassages', passageIds: [at(episode.passages, pick)?.id ?? 'none'] }
    case 23:
      return { type: 'removeSpeaker', speakerId: speaker?.id ?? 'none' }
    default:
      return {
        type: 'batch',
        label: 'Two cuts',
        commands: [
          { type: 'cut', from: 0, to: Math.ceil(a * 9_000) },
          { type: 'cut', from: 10, to: 10 + Math.ceil(b * 9_000) },
        ],
      }
  }
}

/** A file of two voices: one that is known, one that is new; sometimes it says nothing that makes sense. */
function importFrom(episode: Episode, a: number, b: number, pick: number): EditCommand {
  const start = Math.floor(a * (RECORDING_SAMPLES - 1_000))
  const end = Math.min(RECORDING_SAMPLES, start + 1_000 + Math.floor(b * 48_000))
  const middle = Math.floor((start + end) / 2)
  return {
    type: 'importSpeech',
    recordingId: 'rec',
    source: 'room.vtt',
    speakers: [
      { key: 'A', speakerId: at(episode.speakers, pick)?.id ?? 'none' },
      { key: 'B', newName: `Voice ${Math.floor(b * 100)}` },
    ],
    segments: [
      { speakerKey: 'A', startSample: start, endSample: middle },
      { speakerKey: 'B', startSample: middle, endSample: end, confidence: 0.5 },
    ],
    passages: [
      {
        speakerKey: pick < 0.3 ? null : 'B',
        startSample: start,
        endSample: end,
        words: [
          { text: 'hello', startSample: start, endSample: middle, confidence: 0.9 },
          { text: '你', before: '', startSample: middle, endSample: end, isSpread: true },
        ],
      },
    ],
    replace: {
      segments: (['none', 'imported', 'all'] as const)[Math.floor(pick * 2.99)]!,
      passages: b < 0.7 ? 'none' : 'all',
    },
  }
}

function at<T>(items: readonly T[], share: number): T | undefined {
  return items[Math.min(items.length - 1, Math.floor(share * items.length))]
}
