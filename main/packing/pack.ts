/** Writes a project into one `.afterspace` file: documents, history, and the sound of all that it plays. */
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Progress } from '#core/contract/shapes.ts'
import type { EditCommand } from '#core/edit/apply.ts'
import type { LogEntry } from '#core/edit/history.ts'
import {
  documentKeys,
  MANIFEST_ENTRY,
  PACK_VERSION,
  type PackEntry,
  type PackedMedia,
  type PackedRead,
  type PackManifest,
  packEntries,
  readManifest,
} from '#core/formats/pack.ts'
import { fail, ok, ProblemError, type Result, unwrap } from '#core/problem.ts'
import { exportProgress } from '#main/exporting/exportProgress.ts'
import { createTarget, writeProblem } from '#main/exporting/targetFile.ts'
import type { Library } from '#main/library/library.ts'
import { type MediaRecord, playsOriginal, soundFile } from '#main/media/mediaRecord.ts'
import type { ProjectService } from '#main/projects/projectService.ts'
import { VERSION } from '#main/version.ts'
import { ZipWriter } from './zipWriter.ts'

export interface PackOptions {
  readonly library: Library
  readonly projects: ProjectService
  readonly projectId: string
  readonly targetPath: string
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

interface Sound {
  readonly record: MediaRecord
  readonly path: string
  readonly bytes: number
}

/** Log entries that are held in memory at a time. */
const LOG_BATCH = 500

/**
 * Packs a project as it is now; edits made meanwhile are not in it. The target is whole or as it was.
 * Problems: `not-found`, `missing-media`, `vanished` (an original changed), `disk-full`, `not-writable`, `cancelled`.
 */
export async function packProject(options: PackOptions): Promise<Result<{ path: string; bytes: number }>> {
  const { library, projects, projectId, targetPath, signal } = options
  const state = projects.open(projectId)
  if (!state.ok) return state
  const sounds = await findSounds(library, projectId)
  if (!sounds.ok) return sounds
  const target = await createTarget(targetPath)
  if (!target.ok) return target
  const zip = new ZipWriter(target.value.partPath, signal)
  try {
    await writeAll(zip, options, sounds.value)
    await zip.end()
    signal.throwIfAborted()
    const committed = await target.value.commit()
    return committed.ok ? ok({ path: targetPath, ...committed.value }) : committed
  } catch (error) {
    await zip.abandon()
    await target.value.discard()
    if (signal.aborted) return fail('cancelled', 'Packing was cancelled.')
    if (error instanceof ProblemError) return { ok: false, error: error.problem }
    return writeProblem(error, targetPath)
  }
}

async function findSounds(library: Library, projectId: string): Promise<Result<Sound[]>> {
  const sounds: Sound[] = []
  for (const mediaId of library.projects.mediaIds(projectId)) {
    const record = library.find(mediaId)
    const path = record && soundFile(record, library.folder(mediaId))
    const found = path ? await stat(path).catch(() => undefined) : undefined
    if (!record || !path || !found?.isFile())
      return fail(
        'missing-media',
        `${record ? basename(record.originalPath) : mediaId} is gone, so the project cannot be packed whole.`,
        'Say where it is now (relink), then pack again.',
      )
    sounds.push({ record, path, bytes: found.size })
  }
  return ok(sounds)
}

async function writeAll(zip: ZipWriter, options: PackOptions, sounds: readonly Sound[]): Promise<void> {
  const { library, projectId } = options
  const row = library.projects.find(projectId)
  const state = options.projects.open(projectId)
  if (!row || !state.ok) throw new ProblemError(state.ok ? GONE : state.error)
  const { history } = state.value
  const coverIds = new Set<string>()
  const note = (coverId: string | null | undefined) => {
    if (coverId) coverIds.add(coverId)
  }

  const documents: PackManifest['documents'] = []
  for (const afterStep of [...library.projects.snapshotSteps(projectId)].sort((a, b) => a - b)) {
    const episode = library.projects.snapshot(projectId, afterStep)
    // An edit made meanwhile may have dropped it; the log leads there, too.
    if (!episode || !documentKeys(history).has(afterStep)) continue
    note(episode.details.coverId)
    const entry = await zip.addPieces(packEntries.document(afterStep), 'deflated', [
      Buffer.from(JSON.stringify(episode)),
    ])
    documents.push({ afterStep, ...entry })
  }
  const log = await zip.addPieces(
    packEntries.log,
    'deflated',
    logLines(library, projectId, history.revision, (command) => coversOf(command).forEach(note)),
  )

  const total = sounds.reduce((sum, { bytes }) => sum + bytes, 0)
  const report = exportProgress('Packing', total, options.onProgress)
  let done = 0
  const media: PackedMedia[] = []
  for (const sound of sounds) {
    const entry = await zip.addFile(packEntries.sound(sound.record.id), sound.path, sound.bytes, (count) => {
      done += count
      report(done)
    })
    media.push(packedMedia(sound.record, entry))
  }
  const covers: PackManifest['covers'] = []
  for (const coverId of coverIds) {
    const cover = library.covers.find(coverId)
    if (cover)
      covers.push({
        id: coverId,
        ...(await zip.addPieces(packEntries.cover(coverId), 'stored', [cover.image])),
      })
  }
  const manifest: PackManifest = {
    format: 'afterspace',
    version: PACK_VERSION,
    app: VERSION,
    packedAt: new Date().toISOString(),
    project: {
      id: projectId,
      title: row.title,
      revision: history.revision,
      createdAt: row.created_at,
      changedAt: row.changed_at,
    },
    documents,
    log,
    media,
    reads: sounds.flatMap(({ record }) => packedReads(library, record.id)),
    covers,
  }
  const json = JSON.stringify(manifest)
  // What could not be unpacked must not be handed out as a copy of somebody's work.
  unwrap(readManifest(json))
  // Last, because it names the hashes of all that was written before.
  await zip.addPieces(MANIFEST_ENTRY, 'deflated', [Buffer.from(json)])
}

const GONE = { code: 'not-found', message: 'The project was removed meanwhile.', hint: '' } as const

function* logLines(
  library: Library,
  projectId: string,
  lastRevision: number,
  onCommand: (command: EditCommand) => void,
): Generator<Uint8Array> {
  for (let after = 0; after < lastRevision; ) {
    const batch: LogEntry[] = library.projects
      .entries(projectId, after, LOG_BATCH)
      .filter((entry) => entry.revision <= lastRevision)
    if (batch.length === 0) return
    for (const { command } of batch) if (command) onCommand(command)
    after = batch.at(-1)!.revision
    yield Buffer.from(batch.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
  }
}

function coversOf(command: EditCommand): (string | null | undefined)[] {
  const commands = command.type === 'batch' ? command.commands : [command]
  return commands.map((one) => (one.type === 'setDetails' ? one.coverId : null))
}

function packedMedia(record: MediaRecord, sound: PackEntry): PackedMedia {
  const isOriginal = playsOriginal(record)
  if (isOriginal && sound.sha256 !== record.contentHash)
    throw new ProblemError({
      code: 'vanished',
      message: `${basename(record.originalPath)} is not the file any more that was imported.`,
      hint: 'Put the original back, or say where it is now (relink), then pack again.',
    })
  const { access } = record
  return {
    id: record.id,
    kind: record.kind,
    name: basename(record.originalPath),
    contentHash: record.contentHash,
    originalBytes: record.originalBytes,
    isOriginal,
    codec: record.codec,
    container: record.container,
    sourceSampleRate: record.sourceSampleRate,
    sourceChannels: record.sourceChannels,
    durationSamples: record.durationSamples,
    gaps: [...record.gaps],
    startedAtUnixSeconds: record.startedAtUnixSeconds,
    integratedLufs: record.integratedLufs,
    truePeakDbtp: record.truePeakDbtp,
    access: access.type === 'frames' ? access : { type: 'seekable', leadSamples: access.leadSamples },
    sound,
  }
}

function packedReads(library: Library, mediaId: string): PackedRead[] {
  const row = library.reads.findByMedia(mediaId)
  if (!row) return []
  const { id, name, brand, campaign, link, created_at, removed_at } = row
  return [{ id, mediaId, name, brand, campaign, link, createdAt: created_at, removedAt: removed_at }]
}
