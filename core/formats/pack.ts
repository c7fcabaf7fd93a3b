/**
 * `.afterspace`: a project in one zip, with all that it plays. `docs/formats.md` describes the file; here is what its
 * texts must be. Everything in a pack is untrusted: whoever reads one goes through these functions.
 */
import { z } from 'zod'
import { parseCommand } from '../edit/apply.ts'
import { documentKey, foldLog, type History, type LogEntry } from '../edit/history.ts'
import { checkEpisode } from '../episode/check.ts'
import { type Episode, episodeSchema, gapSchema } from '../episode/schema.ts'
import { type StoredEpisode, upgradeEpisode } from '../episode/upgrade.ts'
import { fail, ok, type Result } from '../problem.ts'

/** Counts up when an older Afterspace could not read a pack any more. */
export const PACK_VERSION = 1
export const PACK_ENDING = 'afterspace'
/** Name of the entry that lists all others. */
export const MANIFEST_ENTRY = 'manifest.json'
const DOCUMENT_VERSION = 2

/** Ids become names of folders, so they hold nothing that a path could. */
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/i)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.number().int().nonnegative()
const text = (limit: number) => z.string().max(limit)
/** 100 h; what is measured of a recording is kept in memory in proportion to its length. */
const duration = z
  .number()
  .int()
  .positive()
  .max(100 * 3600 * 48_000)

/** An entry of the zip; where it lies there is not for the pack to say. */
const entrySchema = z.object({ bytes: count, sha256 })

const leadSamples = count.max(480_000)
const accessSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('frames'),
    framing: z.enum(['adts', 'mp3']),
    sampleRate: z.number().int().min(4_000).max(384_000),
    samplesPerFrame: z.number().int().min(1).max(8_192),
    leadSamples,
  }),
  z.object({ type: z.literal('seekable'), leadSamples }),
])

export const packedMediaSchema = z.object({
  id,
  kind: z.enum(['recording', 'read']),
  /** Of the original, without its folder. */
  name: text(1_000),
  contentHash: sha256,
  originalBytes: count,
  /** Whether `sound` is the original itself; otherwise it is the library's working copy. */
  isOriginal: z.boolean(),
  codec: text(100),
  container: text(100),
  sourceSampleRate: z.number().int().min(1).max(10_000_000),
  sourceChannels: z.number().int().min(1).max(255),
  durationSamples: duration,
  gaps: z.array(gapSchema).max(1_000_000),
  startedAtUnixSeconds: z.number().nullable(),
  integratedLufs: z.number().nullable(),
  truePeakDbtp: z.number().nullable(),
  access: accessSchema,
  sound: entrySchema,
})

export const packedReadSchema = z.object({
  id,
  mediaId: id,
  name: text(1_000),
  brand: text(1_000),
  campaign: text(1_000),
  link: text(2_000),
  createdAt: z.iso.datetime(),
  removedAt: z.iso.datetime().nullable(),
})

export const manifestSchema = z.object({
  format: z.literal('afterspace'),
  version: z.literal(PACK_VERSION),
  /** Version of the Afterspace that wrote the pack. */
  app: text(100),
  packedAt: z.iso.datetime(),
  project: z.object({
    id,
    title: text(1_000),
    revision: count,
    createdAt: z.iso.datetime(),
    changedAt: z.iso.datetime(),
  }),
  /** Documents right after a step; 0 = as imported, which is always there. */
  documents: z.array(entrySchema.extend({ afterStep: count })).min(1),
  log: entrySchema,
  media: z.array(packedMediaSchema).max(10_000),
  reads: z.array(packedReadSchema).max(10_000),
  covers: z.array(entrySchema.extend({ id })).max(10_000),
})

export type PackEntry = z.infer<typeof entrySchema>
export type PackedMedia = z.infer<typeof packedMediaSchema>
export type PackedRead = z.infer<typeof packedReadSchema>
export type PackManifest = z.infer<typeof manifestSchema>

/** Names of entries. None of them is ever used as a path on the disk. */
export const packEntries = {
  document: (afterStep: number) => `documents/${afterStep}.json`,
  log: 'log.jsonl',
  sound: (mediaId: string) => `media/${mediaId}/sound`,
  cover: (coverId: string) => `covers/${coverId}`,
}

/** A pack that is not what it should be; `what` says what is wrong, as the end of a sentence. */
export function damagedPack(what: string): Result<never> {
  return fail(
    'pack-damaged',
    `The project file cannot be used: ${what}.`,
    'Pack the project again, or copy the file again; nothing was changed.',
  )
}

function newerPack(what: string): Result<never> {
  return fail(
    'pack-newer',
    `The project file was written by a newer Afterspace (${what}).`,
    'Update Afterspace; nothing was changed.',
  )
}

/** The manifest in a text. Problems: `pack-newer`, `pack-damaged`. */
export function readManifest(json: string): Result<PackManifest> {
  const parsed = parseJson(json)
  if (!isObject(parsed) || parsed.format !== 'afterspace')
    return damagedPack('its manifest is not one of Afterspace')
  if (typeof parsed.version === 'number' && parsed.version > PACK_VERSION)
    return newerPack(`format ${parsed.version}, this one knows ${PACK_VERSION}`)
  const manifest = manifestSchema.safeParse(parsed)
  if (!manifest.success) return damagedPack(`its manifest is wrong at ${firstIssue(manifest.error)}`)
  const { documents, media, reads, covers } = manifest.data
  const isDoubled =
    hasTwice(documents.map(({ afterStep }) => afterStep)) ||
    hasTwice([...media, ...covers].map((item) => item.id.toLowerCase())) ||
    hasTwice(reads.map((read) => read.id))
  if (isDoubled) return damagedPack('its manifest names something twice')
  if (!documents.some(({ afterStep }) => afterStep === 0))
    return damagedPack('the document as imported is missing')
  const mediaIds = new Set(media.map((item) => item.id))
  if (reads.some((read) => !mediaIds.has(read.mediaId))) return damagedPack('a sponsor read has no sound')
  if (media.some((item) => item.isOriginal && item.sound.sha256 !== item.contentHash))
    return damagedPack('an original is not what was imported')
  return ok(manifest.data)
}

/** A document of a pack, in the present version and with its invariants. Problems: `pack-newer`, `pack-damaged`. */
export function readPackedDocument(json: string): Result<Episode> {
  const parsed = parseJson(json)
  if (!isObject(parsed)) return damagedPack('a document is no document')
  if (typeof parsed.schemaVersion === 'number' && parsed.schemaVersion > DOCUMENT_VERSION)
    return newerPack(`document ${parsed.schemaVersion}, this one knows ${DOCUMENT_VERSION}`)
  // The upgrade looks at the version alone; what it makes is checked.
  const shape = episodeSchema.safeParse(upgradeEpisode(parsed as unknown as StoredEpisode))
  if (!shape.success) return damagedPack(`a document is wrong at ${firstIssue(shape.error)}`)
  const checked = checkEpisode(shape.data)
  return checked.ok
    ? checked
    : damagedPack(`a document is wrong: ${checked.error.message.replace(/\.$/, '')}`)
}

const logEntrySchema = z.object({
  revision: z.number().int().positive(),
  kind: z.enum(['edit', 'undo', 'redo']),
  command: z.unknown(),
  label: text(1_000),
  at: z.iso.datetime(),
})

export interface PackedLog {
  readonly entries: readonly LogEntry[]
  readonly history: History
}

/**
 * The edit log of a pack, one entry a line: revisions without holes, and undo and redo only where there was something
 * to take back or bring back. Problem: `pack-damaged`.
 */
export function readPackedLog(lines: Iterable<string>): Result<PackedLog> {
  const entries: LogEntry[] = []
  let steps = 0
  let position = 0
  for (const line of lines) {
    if (line === '') continue
    const parsed = logEntrySchema.safeParse(parseJson(line))
    if (!parsed.success) return damagedPack(`its history is wrong at ${firstIssue(parsed.error)}`)
    const { command: rawCommand, ...entry } = parsed.data
    if (entry.revision !== entries.length + 1) return damagedPack('its history has a hole')
    if (entry.kind === 'edit') {
      const command = parseCommand(rawCommand)
      if (!command.ok)
        return damagedPack(`its history holds an edit that is not known: ${command.error.message}`)
      entries.push({ ...entry, command: command.value })
      steps = ++position
      continue
    }
    position += entry.kind === 'undo' ? -1 : 1
    if (position < 0 || position > steps) return damagedPack('its history takes back what was never done')
    entries.push({ ...entry, command: null })
  }
  return ok({ entries, history: foldLog(entries) })
}

/** Keys under which the documents of a history's steps may be kept. */
export function documentKeys(history: History): Set<number> {
  return new Set([0, ...history.steps.map((_, i) => documentKey(history, i + 1))])
}

/** Whether version `a` is later than `b`; what is no version is not. */
export function isLaterVersion(a: string, b: string): boolean {
  const numbers = (version: string) => /^(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number)
  const [first, second] = [numbers(a), numbers(b)]
  if (!first || !second) return false
  const at = first.findIndex((number, i) => number !== second[i])
  return at >= 0 && first[at]! > second[at]!
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function hasTwice(values: readonly (string | number)[]): boolean {
  return new Set(values).size !== values.length
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0]
  return `“${issue?.path.join('.') ?? ''}” (${issue?.message ?? 'unknown shape'})`
}
