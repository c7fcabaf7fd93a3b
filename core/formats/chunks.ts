/**
 * Chunks of a Space's live stream: about 3 s of raw AAC each, named `chunk_<unix time in ns>_<number>_a.aac`.
 * Downloads of them lack some, hold some twice, and list them in any order; this brings them in order by their
 * numbers and clocks. The outcome depends on the set of chunks alone, never on how a folder lists them.
 */
import { SAMPLE_RATE, type Samples } from '../time/units.ts'

/** 19 digits of nanoseconds, then the number; a browser or file manager marks its copies behind that. */
const NAME = /^chunk_(\d{19})_(\d{1,9})_a(?: ?\(\d+\)| copy(?: \d+)?| - copy(?: \(\d+\))?)?\.(?:aac|ts|m4a)$/i

/** Chunks of one number whose clocks are no further apart are the same chunk; beyond, the numbers began anew. */
const SAME_CHUNK_SECONDS = 10
/** What a chunk holds, as a rule. */
const USUAL_SECONDS = 3

/** What a chunk's name says. */
export interface ChunkName {
  readonly name: string
  /** To about a quarter of a microsecond. */
  readonly unixSeconds: number
  readonly index: number
}

/** A chunk whose bytes were looked at, see `chunk-sound.ts`. */
export interface Chunk extends ChunkName {
  /** Sound in it; never 0. */
  readonly samples: Samples
  /** The same for the same bytes. */
  readonly hash: string
  /** All frames are the same, as in digital silence: other chunks may well have the same bytes. */
  readonly isSteady: boolean
}

export interface ChunkOrder<C> {
  readonly ordered: readonly C[]
  /** Left out: another chunk has the same number or the same bytes. */
  readonly repeated: readonly C[]
  /** Chunks in `ordered` whose clock does not fit their place. */
  readonly outOfOrder: number
}

/** Null for names that are not of the kind. */
export function parseChunkName(name: string): ChunkName | null {
  const match = NAME.exec(name)
  return match ? { name, unixSeconds: Number(match[1]) / 1e9, index: Number(match[2]) } : null
}

/**
 * Chunks in the order of the room. Numbers decide; where they began anew (the host came back), clocks decide between
 * the stretches. Of chunks with one number the one with most sound is kept.
 */
export function orderChunks<C extends Chunk>(chunks: readonly C[]): ChunkOrder<C> {
  const { kept, repeated } = withoutRepeats(chunks.toSorted(byClock))
  const numbered = kept.toSorted(byNumber)
  const isUnique = numbered.every(({ index }, place) => index !== numbered[place - 1]?.index)
  // A few wrong clocks do not matter; numbers that began anew put most of the clocks out of order.
  const isOneStretch = isUnique && longestRise(clocks(numbered)) * 3 > numbered.length * 2
  const ordered = isOneStretch ? numbered : stretches(kept).flatMap((stretch) => stretch.toSorted(byNumber))
  return { ordered, repeated, outOfOrder: ordered.length - longestRise(clocks(ordered)) }
}

function byClock(a: ChunkName, b: ChunkName): number {
  return a.unixSeconds - b.unixSeconds || a.index - b.index || (a.name < b.name ? -1 : 1)
}

function byNumber(a: ChunkName, b: ChunkName): number {
  return a.index - b.index || byClock(a, b)
}

function clocks(chunks: readonly ChunkName[]): number[] {
  return chunks.map(({ unixSeconds }) => unixSeconds)
}

/** `sorted` by clock, and so is what is kept. */
function withoutRepeats<C extends Chunk>(sorted: readonly C[]): { kept: C[]; repeated: C[] } {
  const best = new Map<C, C>()
  const groups = new Map<number, C>()
  for (const chunk of sorted) {
    const first = groups.get(chunk.index)
    if (first && chunk.unixSeconds - first.unixSeconds <= SAME_CHUNK_SECONDS) {
      if (chunk.samples > best.get(first)!.samples) best.set(first, chunk)
    } else {
      groups.set(chunk.index, chunk)
      best.set(chunk, chunk)
    }
  }
  const kept = new Set<C>()
  const known = new Set<string>()
  for (const chunk of [...best.values()].sort(byClock)) {
    if (known.has(chunk.hash) && !chunk.isSteady) continue
    known.add(chunk.hash)
    kept.add(chunk)
  }
  return { kept: [...kept], repeated: sorted.filter((chunk) => !kept.has(chunk)) }
}

/** Cuts chunks in the order of their clocks where a number is far too low for its moment. */
function stretches<C extends ChunkName>(sorted: readonly C[]): C[][] {
  const found: C[][] = []
  let highest: C | null = null
  for (const chunk of sorted) {
    const expected: number = highest
      ? highest.unixSeconds - (highest.index - chunk.index) * USUAL_SECONDS
      : Number.NEGATIVE_INFINITY
    const isAnew =
      highest !== null && chunk.index <= highest.index && chunk.unixSeconds - expected > SAME_CHUNK_SECONDS
    if (found.length === 0 || isAnew) found.push([])
    found.at(-1)!.push(chunk)
    if (highest === null || isAnew || chunk.index > highest.index) highest = chunk
  }
  return found
}

/** Length of the longest part of `values`, in their order, that never falls. */
function longestRise(values: readonly number[]): number {
  /** The lowest end of a rise of each length. */
  const ends: number[] = []
  for (const value of values) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (ends[middle]! <= value) low = middle + 1
      else high = middle
    }
    ends[low] = value
  }
  return ends.length
}

/** Sound that a chunk folder lacks. */
export interface ChunkHole {
  /** The hole lies before the chunk at this place of the order; after all where it equals their number. */
  readonly before: number
  /** Chunks that are known to be missing; 0 where only the clocks tell of a hole. */
  readonly chunks: number
  readonly seconds: number
}

/** A chunk of a playlist that is not there. */
export interface AbsentChunk {
  /** As {@link ChunkHole.before}. */
  readonly before: number
  readonly seconds: number
}

/** Clocks of neighbours must differ by this much more than the sound does: names are written with some jitter. */
const HOLE_SECONDS = 1

/**
 * Holes in chunks that are in order, by their numbers, their clocks and, where a list is at hand, by what it names.
 * How long a hole is the clocks say, as long as that fits what is missing.
 */
export function chunkHoles(ordered: readonly Chunk[], absent: readonly AbsentChunk[] = []): ChunkHole[] {
  const usual = median(ordered.map(({ samples }) => samples)) / SAMPLE_RATE
  const listed = Map.groupBy(absent, ({ before }) => before)
  const holes: ChunkHole[] = []
  for (let before = 0; before <= ordered.length; before++) {
    const named = listed.get(before) ?? []
    const [a, b] = [ordered[before - 1], ordered[before]]
    const skipped = a && b ? Math.max(0, b.index - a.index - 1) : 0
    const namedSeconds = named.reduce((sum, { seconds }) => sum + seconds, 0)
    const expected = named.length > 0 ? namedSeconds : skipped * usual
    const chunks = named.length > 0 ? named.length : skipped
    const byClocks = a && b ? b.unixSeconds - a.unixSeconds - a.samples / SAMPLE_RATE : 0
    const isLikely = byClocks > 0 && Math.abs(byClocks - expected) <= Math.max(usual, expected / 2)
    if (chunks > 0) holes.push({ before, chunks, seconds: isLikely ? byClocks : expected })
    else if (byClocks > HOLE_SECONDS && isLasting(ordered, before))
      holes.push({ before, chunks: 0, seconds: byClocks })
  }
  return holes.filter(({ seconds }) => seconds > 0)
}

/** Whether the chunk behind the next one is late, too: a single late clock is no hole. */
function isLasting(ordered: readonly Chunk[], before: number): boolean {
  const [a, b, later] = [ordered[before - 1]!, ordered[before]!, ordered[before + 1]]
  if (!later) return true
  return later.unixSeconds - a.unixSeconds - (a.samples + b.samples) / SAMPLE_RATE > HOLE_SECONDS
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}
