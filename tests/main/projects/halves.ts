/** Two halves of one Space that went down in between, and a host that imports them. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Episode } from '#core/episode/schema.ts'
import { type MadeSpace, makeSpace, type SpacePerson } from '../../fixtures/space.ts'
import { tempFolder } from '../../support/library.ts'
import { preview } from '../packing/packing.ts'
import { type Host, hostIn } from './bringing.ts'

export const START_NTP = 3_856_965_984
/** 468 frames of sound: whole milliseconds, as the tags tell time. */
export const FIRST_SECONDS = 9.984
/** Nobody recorded what was said after the first half. */
export const HOLE_SECONDS = 7.5
export const HOLE_SAMPLES = HOLE_SECONDS * 48_000
const WAV_HEADER = 44

export const HOST: SpacePerson = { key: 'host', handle: '', userId: '', toneHz: 220, host: true }
export const ANA: SpacePerson = { key: 'ana', handle: 'ana_talks', userId: '1AnaAbCdEfGhJ', toneHz: 330 }
export const BEN: SpacePerson = { key: 'ben', handle: 'ben_builds', userId: '1BenAbCdEfGhJ', toneHz: 500 }
/** She changed her handle while the room was down; X's id of her stays. */
const ANA_LATER: SpacePerson = { ...ANA, handle: 'ana_again' }

const turn = (key: string, startSeconds: number, endSeconds: number) => ({ key, startSeconds, endSeconds })

export interface Halves {
  readonly first: MadeSpace
  readonly second: MadeSpace
  /** Without tags, so without a clock. */
  readonly bare: MadeSpace
}

export async function makeHalves(): Promise<Halves> {
  const first = await makeSpace({
    durationSeconds: FIRST_SECONDS,
    people: [HOST, ANA],
    turns: [turn('host', 0, 5), turn('ana', 5, 10)],
    startNtpSeconds: START_NTP,
  })
  expect(first.durationSamples / 48_000).toBe(FIRST_SECONDS)
  const second = await makeSpace({
    durationSeconds: 8,
    people: [HOST, ANA_LATER, BEN],
    turns: [turn('ana', 0, 3), turn('host', 3, 5), turn('ben', 5, 8)],
    startNtpSeconds: START_NTP + FIRST_SECONDS + HOLE_SECONDS,
  })
  const bare = await makeSpace({
    durationSeconds: 4,
    people: [HOST],
    turns: [turn('host', 0, 4)],
    withTags: false,
  })
  return { first, second, bare }
}

/** A host, and the recordings in a folder: two halves of one Space, and one without a clock. */
export function eveningOf({ first, second, bare }: Halves) {
  const folder = tempFolder()
  const file = (name: string, bytes: Uint8Array | string) => {
    writeFileSync(join(folder, name), bytes)
    return join(folder, name)
  }
  return {
    host: hostIn(folder),
    folder,
    file,
    a: file('first.aac', first.bytes),
    b: file('second.aac', second.bytes),
    c: file('bare.aac', bare.bytes),
  }
}

/** What the timeline plays: names of recordings, and silence, with their lengths in samples. */
export function playedBy({ clips, media }: Episode) {
  return clips.map(({ mediaId, length }) => {
    const { kind, name } = media.find(({ id }) => id === mediaId)!
    return [kind === 'silence' ? 'silence' : name, length]
  })
}

/** The loudest 16-bit sample that the episode plays in `[from, to)`. */
export async function peakIn(
  { services }: Host,
  projectId: string,
  from: number,
  to: number,
): Promise<number> {
  const bytes = await preview(services, projectId, WAV_HEADER + from * 4, WAV_HEADER + to * 4)
  let peak = 0
  for (let at = 0; at < bytes.length; at += 2) peak = Math.max(peak, Math.abs(bytes.readInt16LE(at)))
  return peak
}
