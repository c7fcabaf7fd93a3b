/** The document that the figures are about: 12 hours, 20,000 turns of eight people, 50,000 words, 2,000 clips. */
import { createEpisode } from '#core/episode/create.ts'
import type { Episode, Passage, Word } from '#core/episode/schema.ts'

const HOURS = 12
export const LONG_SAMPLES = HOURS * 3600 * 48_000

/** Words of one passage. */
const PASSAGE_WORDS = 10

export function longEpisode(
  id: string,
  mediaId: string,
  { segments = 20_000, clips = 2_000, words = 50_000 } = {},
): Episode {
  const step = Math.floor(LONG_SAMPLES / segments)
  const episode = createEpisode({
    id,
    title: 'A long night',
    recording: { id: mediaId, name: 'long.ts', durationSamples: LONG_SAMPLES, gaps: [] },
    people: {
      origin: 'hydra',
      speakers: Array.from({ length: 8 }, (_, i) => ({
        key: String(i),
        userId: `u${i}`,
        name: `Speaker ${i}`,
        handle: null,
        role: i === 0 ? ('host' as const) : ('speaker' as const),
      })),
      segments: Array.from({ length: segments }, (_, i) => ({
        speakerKey: String(i % 8),
        startSample: i * step,
        endSample: i * step + Math.floor(step * 0.9),
        confidence: 1,
      })),
    },
  })
  const length = Math.floor(LONG_SAMPLES / clips)
  const whole = episode.clips[0]!
  return {
    ...episode,
    // As after as many cuts of half a second.
    clips: Array.from({ length: clips }, (_, i) => ({
      ...whole,
      id: `c${episode.nextSerial + i}`,
      start: i * length,
      length: length - 24_000,
      joinSamples: i === 0 ? 0 : 480,
    })),
    passages: longTranscript(mediaId, episode, words),
    nextSerial: episode.nextSerial + clips + words / PASSAGE_WORDS,
  }
}

function longTranscript(recordingId: string, { speakers, nextSerial }: Episode, words: number): Passage[] {
  const step = Math.floor(LONG_SAMPLES / words)
  return Array.from({ length: words / PASSAGE_WORDS }, (_, i) => {
    const startSample = i * PASSAGE_WORDS * step
    return {
      id: `p${nextSerial + i}`,
      recordingId,
      speakerId: speakers[i % speakers.length]!.id,
      startSample,
      endSample: startSample + PASSAGE_WORDS * step,
      words: Array.from({ length: PASSAGE_WORDS }, (_, j): Word => {
        const at = startSample + j * step
        return { text: `word${j}`, startSample: at, endSample: at + Math.floor(step * 0.8), confidence: 0.9 }
      }),
      origin: 'imported' as const,
    }
  })
}
