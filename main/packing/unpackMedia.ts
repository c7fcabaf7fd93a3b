/** The sound of a pack: what the library has already is used, the rest is taken out, checked and measured. */
import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { safeFileName } from '#core/formats/fileName.ts'
import { damagedPack, type PackedMedia, packEntries } from '#core/formats/pack.ts'
import { fail, ok, type Result } from '#core/problem.ts'
import { recoverDerived } from '#main/importing/derived.ts'
import { sniff } from '#main/importing/opening/whatIs.ts'
import type { Library } from '#main/library/library.ts'
import { type MediaRecord, soundFile, WORKING_COPY } from '#main/media/mediaRecord.ts'
import type { ZipReader } from './zipReader.ts'

/**
 * What happens to a media item of a pack:
 * - `keep`: the library has it under this id, and it plays;
 * - `share`: the library has the same recording under another id; its files are shared;
 * - `add`: it is new;
 * - `repair`: the library has it, but its sound is lost and comes back.
 */
export type MediaPlan =
  | { readonly type: 'keep'; readonly id: string }
  | { readonly type: 'share'; readonly record: MediaRecord; readonly from: string }
  | { readonly type: 'add' | 'repair'; readonly record: MediaRecord; readonly packed: PackedMedia }

/** Decides for every media item. Problem: `unsupported` where an id is taken by something else. */
export function planMedia(
  library: Library,
  media: readonly PackedMedia[],
  packPath: string,
): Result<MediaPlan[]> {
  const plans: MediaPlan[] = []
  for (const packed of media) {
    const record = recordOf(packed, packPath)
    const own = library.find(packed.id)
    const isSame = (other: MediaRecord) =>
      other.kind === packed.kind && other.durationSamples === packed.durationSamples
    const plays = (other: MediaRecord) => existsSync(soundFile(other, library.folder(other.id)))
    if (own) {
      if (!isSame(own))
        return fail(
          'unsupported',
          `The library holds another recording under the id ${packed.id}.`,
          'Unpack into another library (--library).',
        )
      plans.push(plays(own) ? { type: 'keep', id: own.id } : { type: 'repair', record, packed })
      continue
    }
    const twin = packed.kind === 'recording' ? library.media.findByHash(packed.contentHash) : undefined
    if (twin && isSame(twin) && plays(twin)) {
      const { gaps, startedAtUnixSeconds, id } = record
      plans.push({ type: 'share', record: { ...twin, id, gaps, startedAtUnixSeconds }, from: twin.id })
    } else plans.push({ type: 'add', record, packed })
  }
  return ok(plans)
}

/** The record as this library keeps it: whatever a pack brings is a working copy here. */
function recordOf(packed: PackedMedia, packPath: string): MediaRecord {
  const { name, isOriginal: _, sound: __, access, ...known } = packed
  return {
    ...known,
    // There is no original on this machine; its name is kept, as if it lay beside the pack.
    originalPath: join(dirname(packPath), safeFileName(name, 'recording')),
    originalModifiedMs: 0,
    access: access.type === 'frames' ? access : { ...access, file: 'working' },
  }
}

export interface PrepareOptions {
  readonly library: Library
  readonly zip: ZipReader
  /** The folder of this media item while it is made. */
  readonly folder: string
  readonly signal: AbortSignal
  readonly onExtracted: (bytes: number) => void
  /** Share of the sound that was measured, 0 to 1. */
  readonly onMeasured: (share: number) => void
}

/**
 * Makes the files of a media item in its work folder. Problems: `pack-damaged` (also where the sound cannot be
 * decoded), `ffmpeg-missing`, `disk-full`, `cancelled`; throws what the file system says.
 */
export async function prepareMedia(plan: MediaPlan, options: PrepareOptions): Promise<Result<void>> {
  if (plan.type === 'keep') return ok(undefined)
  const { library, zip, folder, signal } = options
  mkdirSync(folder)
  if (plan.type === 'share') {
    const from = library.folder(plan.from)
    for (const name of existsSync(from) ? readdirSync(from) : []) share(join(from, name), join(folder, name))
    return ok(undefined)
  }
  const { packed, record } = plan
  const path = join(folder, WORKING_COPY)
  const extracted = await zip.extract(packEntries.sound(packed.id), packed.sound, path, {
    signal,
    onBytes: options.onExtracted,
  })
  if (!extracted.ok) return extracted
  if (record.access.type === 'seekable') {
    // Not a playlist, by which a decoder would open other files of this machine.
    if (NO_SOUND.has(await sniff(path))) return damagedPack(`the sound of ${packed.name} is none`)
  }
  // Measured here and not packed: it need not be believed, and a pack whose sound is broken is found out.
  const measured = await recoverDerived(record, folder, {
    signal,
    onMeasured: (samples) => options.onMeasured(samples / record.durationSamples),
  })
  if (measured.ok || !['ffmpeg-failed', 'no-sound', 'internal', 'unreadable'].includes(measured.error.code))
    return measured
  return damagedPack(`the sound of ${packed.name} cannot be decoded`)
}

const NO_SOUND: ReadonlySet<string> = new Set(['empty', 'zip', 'hls-playlist', 'script'])

/** The same bytes under a second name take no space; where the disk cannot do that they are copied. */
function share(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to)
  }
}

/**
 * Puts what was prepared in its place and writes the row; call inside a transaction. Folders that were made are
 * noted in `made`, to be removed if the transaction fails. Problem: `library-busy` when the library changed meanwhile.
 */
export function adoptPrepared(
  library: Library,
  plan: MediaPlan,
  workFolder: string,
  made: string[],
): Result<null> {
  if (plan.type === 'keep') return library.find(plan.id) ? ok(null) : changedMeanwhile()
  const folder = library.folder(plan.record.id)
  const isKnown = library.find(plan.record.id) !== undefined
  if (isKnown !== (plan.type === 'repair')) return changedMeanwhile()
  if (plan.type === 'repair') {
    mkdirSync(folder, { recursive: true })
    for (const name of readdirSync(workFolder)) renameSync(join(workFolder, name), join(folder, name))
    library.media.replaceSound(plan.record)
    return ok(null)
  }
  // Without a row it can only be what an earlier, killed unpacking left.
  rmSync(folder, { recursive: true, force: true })
  renameSync(workFolder, folder)
  made.push(folder)
  library.media.insert(plan.record, new Date().toISOString())
  return ok(null)
}

function changedMeanwhile(): Result<never> {
  return fail('library-busy', 'The library was changed meanwhile by another Afterspace.', 'Unpack again.')
}
