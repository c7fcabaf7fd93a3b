/** Reads a folder of chunks: which there are, which are worth something, in which order, and what is missing. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { chunkSound } from '#core/formats/chunk-sound.ts'
import { type Chunk, type ChunkName, chunkHoles, orderChunks, parseChunkName } from '#core/formats/chunks.ts'
import { fail, ok, type Result } from '#core/problem.ts'
import { cancelled } from '../fileProblem.ts'
import { type FileState, fileState } from '../fileState.ts'
import { type ChunkList, findList } from './chunkList.ts'

/** Hours of sound: no chunk, whatever its name. */
const MOST_CHUNK_BYTES = 64 * 1024 ** 2

export interface ReadChunksOptions {
  readonly folder: string
  /** Name of the playlist that was chosen; any that is there otherwise. */
  readonly playlist: string | null
  readonly signal: AbortSignal
  /** How much is done, 0 to 1. */
  readonly onProgress: (part: number) => void
}

export interface ChunkFolder {
  /** In order. */
  readonly files: readonly FileState[]
  readonly holes: readonly { readonly before: number; readonly seconds: number }[]
  /** By the clock in the first chunk's name; null where names have none. */
  readonly startedAtUnixSeconds: number | null
  /** What the person should know, a sentence each. */
  readonly warnings: readonly string[]
}

interface FoundChunk extends Chunk, FileState {
  readonly isCut: boolean
}

/**
 * Fails with `not-audio` where there is no chunk with sound. Throws what the file system says, and `cancelled`.
 */
export async function readChunkFolder(options: ReadChunksOptions): Promise<Result<ChunkFolder>> {
  const { folder, playlist } = options
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name)
  const lists = await findList(folder, names, playlist)
  const named = names.flatMap((name) => parseChunkName(name) ?? [])
  // Chunks of other names have only the list to tell their order.
  const list = named.length > 0 ? null : lists.best
  const present = new Set(names)
  const wanted = list ? listedNames(list).filter(({ name }) => present.has(name)) : named
  if (wanted.length === 0) return noChunks(folder, playlist, lists.problem)
  const { sound, broken } = await lookAtAll(wanted, options)
  if (sound.length === 0)
    return fail(
      'not-audio',
      `None of the ${wanted.length} chunks in ${basename(folder)} holds sound.`,
      'The download may have failed; get the recording again.',
    )
  const { ordered, repeated, outOfOrder } = orderChunks(sound)
  const fitting = lists.fitting(ordered.map(({ name }) => name))
  const holes = chunkHoles(ordered, fitting.absent)
  const lost = holes.reduce((sum, { chunks }) => sum + chunks, 0)
  const unusable = brokenWithin(broken, ordered, fitting.absent.length > 0)
  return ok({
    files: ordered,
    holes,
    startedAtUnixSeconds: list ? null : ordered[0]!.unixSeconds,
    warnings: [
      ...told(
        Math.max(0, lost - unusable),
        'is missing; the gap is marked',
        'are missing; the gaps are marked',
      ),
      ...told(broken.length, 'holds no sound and was left out', 'hold no sound and were left out'),
      ...told(ordered.filter(({ isCut }) => isCut).length, 'breaks off', 'break off'),
      ...told(repeated.length, 'is there twice and was left out', 'are there twice and were left out'),
      ...told(
        outOfOrder,
        'has a clock that does not fit its number, which decided',
        'have clocks that do not fit their numbers, which decided',
      ),
      ...fitting.warnings,
    ],
  })
}

/** Numbers that count as missing and are there, but broken; before the first and after the last only a list counts. */
function brokenWithin(
  broken: readonly ChunkName[],
  ordered: readonly ChunkName[],
  isListed: boolean,
): number {
  const used = new Set(ordered.map(({ index }) => index))
  const [first, last] = [ordered[0]!.index, ordered.at(-1)!.index]
  const within = broken
    .map(({ index }) => index)
    .filter((index) => isListed || (index > first && index < last))
  return new Set(within.filter((index) => !used.has(index))).size
}

function told(count: number, one: string, many: string): string[] {
  return count === 0 ? [] : [count === 1 ? `1 chunk ${one}.` : `${count} chunks ${many}.`]
}

/** Names, numbers and times as a list gives them. */
function listedNames({ segments }: ChunkList): ChunkName[] {
  let unixSeconds = 0
  return segments.map(({ name, sequence, seconds }) => {
    const chunk = { name, index: sequence, unixSeconds }
    unixSeconds += seconds
    return chunk
  })
}

async function lookAtAll(wanted: readonly ChunkName[], { folder, signal, onProgress }: ReadChunksOptions) {
  const sound: FoundChunk[] = []
  const broken: ChunkName[] = []
  for (const [place, chunk] of wanted.entries()) {
    if (signal.aborted) throw cancelled()
    const state = await fileState(join(folder, chunk.name))
    const bytes = state.bytes > MOST_CHUNK_BYTES ? new Uint8Array() : await readFile(state.path)
    const heard = chunkSound(bytes)
    const hash = createHash('sha256').update(bytes).digest('base64')
    if (heard.samples === 0) broken.push(chunk)
    else sound.push({ ...chunk, ...state, ...heard, hash })
    onProgress((place + 1) / wanted.length)
  }
  return { sound, broken }
}

function noChunks(folder: string, playlist: string | null, problem: string | null): Result<never> {
  if (playlist !== null)
    return fail(
      'not-audio',
      problem ?? `${playlist} is a playlist, and none of the chunks that it lists lies beside it.`,
      'Put it into the folder of its chunks, or import the sound itself.',
    )
  return fail(
    'not-audio',
    `There are no chunks of a Space in ${basename(folder)}.`,
    'Choose the recording itself.',
  )
}
