/** Puts another file in the place of a recording that is lost, where it is the same sound. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok, type Result } from '#core/problem.ts'
import { formatLength, formatTimecode } from '#core/time/timecode.ts'
import { SAMPLE_RATE, type Samples } from '#core/time/units.ts'
import { type ImportedMedia, importMedia } from '#main/importing/importMedia.ts'
import { databaseProblem } from '#main/library/database.ts'
import type { Library } from '#main/library/library.ts'
import { FRAME_INDEX, type MediaRecord, WORKING_COPY } from '#main/media/mediaRecord.ts'

/**
 * How much the length of the same sound may differ when another program wrote it anew: encoder priming and padding
 * (AAC up to 2112 samples, MP3 about 1105 and a frame), which a container tells or hides.
 */
export const LENGTH_TOLERANCE: Samples = 2_400
/** Copying and tagging leave the level alone; more than this is another recording, or a worked-over one. */
const LOUDNESS_TOLERANCE_LU = 1

/** A file that was read for a relink; its work folder is the caller's to remove. */
export interface Candidate {
  readonly imported: ImportedMedia
  readonly workFolder: string
}

/** Imports `path` into a work folder. Problems: those of an import; then nothing is left. */
export async function readCandidate(
  library: Library,
  path: string,
  record: Pick<MediaRecord, 'id' | 'kind'>,
  signal: AbortSignal,
): Promise<Result<Candidate>> {
  const workFolder = library.workFolder('media', `relink-${record.id}`)
  const imported = await importMedia({
    path,
    kind: record.kind,
    id: record.id,
    folder: workFolder,
    signal,
  })
  return imported.ok ? ok({ imported: imported.value, workFolder }) : imported
}

/** Whether lengths agree as far as they must. */
export function isAsLong(record: MediaRecord, found: MediaRecord): boolean {
  return Math.abs(found.durationSamples - record.durationSamples) <= LENGTH_TOLERANCE
}

/**
 * Why `found` cannot stand in for `record`, or undefined. `neededSamples` is the end of the last source sample that
 * an episode plays.
 */
export function differenceProblem(
  name: string,
  record: MediaRecord,
  found: MediaRecord,
  neededSamples: Samples,
): Result<never> | undefined {
  const hint = 'Choose the file that was imported, or import this one as a recording of its own.'
  if (!isAsLong(record, found))
    return fail(
      'other-recording',
      `${name} is another recording: it lasts ${formatTimecode(found.durationSamples)}, ` +
        `the one that is missing ${formatTimecode(record.durationSamples)}.`,
      hint,
    )
  if (found.durationSamples < neededSamples)
    return fail(
      'other-recording',
      `${name} ends ${formatLength(neededSamples - found.durationSamples)} before the last moment that an ` +
        'episode plays.',
      hint,
    )
  const louder = (found.integratedLufs ?? -70) - (record.integratedLufs ?? -70)
  if (Math.abs(louder) > LOUDNESS_TOLERANCE_LU)
    return fail(
      'other-recording',
      `${name} is as long, but ${Math.abs(louder).toFixed(1)} LU ${louder > 0 ? 'louder' : 'quieter'} than the ` +
        'recording that is missing: it is another one, or was worked over.',
      hint,
    )
  return undefined
}

/**
 * Makes the candidate the sound of `record`. The order keeps the library whole if the process dies in between: until
 * the row is written the old, lost sound is what it was, and what then may be old is what comes back by itself.
 */
export function replaceSound(
  library: Library,
  record: MediaRecord,
  { imported, workFolder }: Candidate,
): Result<MediaRecord> {
  const folder = library.folder(record.id)
  const replaced: MediaRecord = {
    ...imported.record,
    id: record.id,
    kind: record.kind,
    gaps: record.gaps,
    startedAtUnixSeconds: record.startedAtUnixSeconds,
  }
  const move = (name: string) => {
    if (existsSync(join(workFolder, name))) renameSync(join(workFolder, name), join(folder, name))
  }
  try {
    mkdirSync(folder, { recursive: true })
    rmSync(join(folder, FRAME_INDEX), { force: true })
    for (const name of [WORKING_COPY, FRAME_INDEX]) move(name)
    const written = library.write(() => {
      library.media.replaceSound(replaced)
      return ok(replaced)
    })
    if (written.ok) for (const name of readdirSync(workFolder)) move(name)
    return written
  } catch (error) {
    return databaseProblem(error, library.path)
  }
}

/** What a person should know of a file that is the same sound in other bytes. */
export function replacedWarning(name: string, record: MediaRecord, found: MediaRecord): string {
  const longer = found.durationSamples - record.durationSamples
  const milliseconds = ((Math.abs(longer) / SAMPLE_RATE) * 1000).toFixed(1)
  const length =
    longer === 0
      ? 'It is as long to the sample'
      : `It is ${milliseconds} ms ${longer > 0 ? 'longer' : 'shorter'}, so cuts may lie that much beside their place`
  return `${name} is not the file that was imported, byte for byte: it was tagged or written anew. ${length}.`
}
