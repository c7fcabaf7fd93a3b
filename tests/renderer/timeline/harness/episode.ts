/** A made-up episode as big as the design's bar: 12 h, 20,000 segments, 2,000 clips. The same every time. */
import type { Clip, Episode, Segment } from '#core/episode/schema.ts'
import { SAMPLE_RATE } from '#core/time/units.ts'
import { randomFrom } from '../../../support/mutate.ts'

export interface Size {
  readonly hours: number
  readonly segments: number
  readonly clips: number
}

export const BIG: Size = { hours: 12, segments: 20_000, clips: 2_000 }
export const SMALL: Size = { hours: 0.05, segments: 60, clips: 6 }

const NAMES = ['Ada Lovelace', 'Bela', 'Chidi Okafor', 'Dana', 'Ekaterina Smirnova', 'Finn', 'Grace', 'Hiro']
const READ_SAMPLES = 20 * SAMPLE_RATE

export function makeEpisode(size: Size): Episode {
  const duration = Math.round(size.hours * 3600 * SAMPLE_RATE)
  const next = randomFrom(7)
  return {
    schemaVersion: 2,
    id: 'p1',
    title: 'Synthetic',
    details: { artist: '', show: '', description: '', coverId: null },
    output: { loudnessLufs: null, ceilingDbtp: -1 },
    media: [
      {
        id: 'rec',
        kind: 'recording',
        name: 'Recording',
        durationSamples: duration,
        gaps: [{ atSample: Math.round(duration * 0.12), missingSeconds: 3.2 }],
      },
      { id: 'read', kind: 'read', name: 'Meadow Coffee', durationSamples: READ_SAMPLES, gaps: [] },
    ],
    clips: makeClips(size, duration, next),
    speakers: NAMES.map((name, color) => ({
      id: `s${color}`,
      name,
      handle: null,
      role: color === 0 ? 'host' : 'speaker',
      userId: null,
      color,
      consent: 'unknown',
      gainDb: 0,
    })),
    segments: makeSegments(size, duration, next),
    passages: [],
    markers: [
      { id: 'm1', mediaId: 'rec', sample: Math.round(duration * 0.02), title: 'Welcome' },
      {
        id: 'm2',
        mediaId: 'rec',
        sample: Math.round(duration * 0.31),
        title: 'How rooms end, and why nobody notices',
      },
      { id: 'm3', mediaId: 'rec', sample: Math.round(duration * 0.72), title: 'Questions' },
    ],
    nextSerial: 1_000_000,
  }
}

function makeClips({ clips: count }: Size, duration: number, next: () => number): Clip[] {
  const step = Math.floor(duration / count)
  const clips: Clip[] = []
  for (let i = 0; i < count; i++) {
    const hidden = Math.floor(step * 0.1 * next())
    clips.push(clip(`c${i}`, 'rec', i * step + (i === 0 ? 0 : hidden), step - hidden))
    if (i === Math.floor(count / 3)) clips.push({ ...clip('cr', 'read', 0, READ_SAMPLES), slot: 'mid' })
  }
  return clips
}

function clip(id: string, mediaId: string, start: number, length: number): Clip {
  return { id, mediaId, start, length, gainDb: 0, fadeInSamples: 0, fadeOutSamples: 0, joinSamples: 480 }
}

function makeSegments({ segments: count }: Size, duration: number, next: () => number): Segment[] {
  const step = duration / count
  return Array.from({ length: count }, (_, i) => {
    const startSample = Math.floor(i * step + next() * step * 0.2)
    const length = Math.floor(step * (0.4 + next() * 0.9))
    return {
      id: `g${i}`,
      speakerId: `s${Math.floor(next() ** 2 * NAMES.length)}`,
      recordingId: 'rec',
      startSample,
      endSample: Math.min(duration, startSample + length),
      origin: 'hydra',
      confidence: next() < 0.12 ? 0.4 : 0.95,
    }
  })
}
