/** Brings one recording into the library, with everything that is told of it. */
import { extname } from 'node:path'
import type { ImportedRecording } from '#core/episode/imported.ts'
import { spaceIdOf } from '#core/formats/sidecar/spaceIdOf.ts'
import { ok, type Result } from '#core/problem.ts'
import { mergeSources } from '#core/sources/mergeSources.ts'
import { samplesToSeconds } from '#core/time/units.ts'
import { findSidecars, readSidecars } from '#main/importing/sidecars.ts'
import { type AdoptOptions, adoptMedia } from '#main/library/adoptMedia.ts'
import type { Library } from '#main/library/library.ts'
import type { MediaRecord } from '#main/media/mediaRecord.ts'

export interface GatherOptions extends Omit<AdoptOptions, 'kind'> {
  /** Files that tell of it, besides those that lie beside it. */
  readonly sidecars?: readonly string[] | undefined
}

export interface GatheredRecording {
  readonly recording: ImportedRecording
  /** Null where only the name of the file says something. */
  readonly title: string | null
  readonly artist: string
  /** What it is called where nobody gave it a title. */
  readonly nameTitle: string
  /** When it began and ended by the clock of the room; null where none tells. */
  readonly clock: { readonly startSeconds: number; readonly endSeconds: number } | null
  readonly warnings: readonly string[]
}

/** Problems: those of an import, and those of reading the given sidecars. */
export async function gatherRecording(
  library: Library,
  { sidecars = [], ...options }: GatherOptions,
): Promise<Result<GatheredRecording>> {
  // A misspelt path is told before the long work.
  const given = await readSidecars(sidecars)
  if (!given.ok) return given
  const adopted = await adoptMedia(library, { ...options, kind: 'recording' })
  if (!adopted.ok) return adopted
  const { record, name, hydra, tags, spaceId, facts, warnings } = adopted.value
  const beside = spaceId === null ? await findSidecars(record.originalPath) : { facts: [], warnings: [] }
  const { durationSamples, gaps } = record
  const merged = mergeSources({
    hydra,
    sidecars: [...given.value, ...facts, ...beside.facts],
    durationSamples,
    startedAtUnixSeconds: adopted.value.startedAtUnixSeconds,
    spaceId: spaceId ?? spaceIdOf(name),
  })
  if (record.startedAtUnixSeconds === null && merged.startedAtUnixSeconds !== null)
    library.media.date(record.id, merged.startedAtUnixSeconds)
  const startSeconds = record.startedAtUnixSeconds ?? merged.startedAtUnixSeconds
  return ok({
    recording: {
      media: { id: record.id, kind: 'recording', name, durationSamples, gaps: [...gaps] },
      people: merged.people,
      passages: [...merged.passages],
    },
    title: merged.title ?? tags.title?.trim() ?? null,
    artist: tags.artist ?? merged.host?.name ?? '',
    nameTitle:
      isNumbered(name) && startSeconds !== null
        ? spaceTitle(startSeconds, merged.host?.name)
        : titleFromFileName(name),
    clock: startSeconds === null ? null : clockOf(record, startSeconds),
    warnings: [...warnings, ...beside.warnings, ...merged.warnings],
  })
}

/** When the room was heard: as long as the sound, and what was never recorded of it. */
export function clockOf(
  { durationSamples, gaps }: Pick<MediaRecord, 'durationSamples' | 'gaps'>,
  startSeconds: number,
): NonNullable<GatheredRecording['clock']> {
  const missing = gaps.reduce((sum, gap) => sum + gap.missingSeconds, 0)
  return { startSeconds, endSeconds: startSeconds + samplesToSeconds(durationSamples) + missing }
}

/** X's own names of files, `space-1vOxwAbcdEfGh_0.ts`, say nothing to a person. */
function isNumbered(name: string): boolean {
  return /^space-[0-9A-Za-z]{13}_\d+\.[^.]+$/.test(name)
}

/** `Ada’s Space of 2026-03-05` (UTC). */
function spaceTitle(startSeconds: number, host: string | undefined): string {
  const day = new Date(startSeconds * 1000).toISOString().slice(0, 10)
  return host ? `${host}’s Space of ${day}` : `Space of ${day}`
}

/** A title for a person out of a file name: no extension, and the words that dashes and underscores hide. */
export function titleFromFileName(name: string): string {
  const stem = name.slice(0, name.length - extname(name).length)
  const words = stem.replaceAll(/[_\s]+/g, ' ').trim()
  return words || name || 'Untitled'
}
