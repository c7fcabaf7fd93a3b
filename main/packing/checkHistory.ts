/** Goes through a pack's documents and history as the library will, before anything of them is believed. */
import { readFileSync, writeFileSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { applyCommand } from '#core/edit/apply.ts'
import { documentKey } from '#core/edit/history.ts'
import type { Episode, Media } from '#core/episode/schema.ts'
import {
  damagedPack,
  documentKeys,
  type PackedLog,
  type PackManifest,
  readPackedDocument,
} from '#core/formats/pack.ts'
import { ok, type Result } from '#core/problem.ts'
import { cancelled } from '#main/importing/fileProblem.ts'

export interface CheckOptions {
  readonly manifest: PackManifest
  readonly log: PackedLog
  /** Where the document after a step lies; it is written anew there, checked and under `projectId`. */
  readonly documentPath: (afterStep: number) => string
  /** The id that the project gets. */
  readonly projectId: string
  readonly signal: AbortSignal
}

/**
 * Checks that every step of the history can be reached, undone ones too, and that all media it names are in the
 * pack; returns the present document. Problems: `pack-damaged`, `pack-newer`; throws `cancelled`.
 */
export async function checkHistory(options: CheckOptions): Promise<Result<Episode>> {
  const { manifest, log, signal } = options
  const { history } = log
  if (history.revision !== manifest.project.revision) return damagedPack('its history is not whole')
  const kept = new Set(manifest.documents.map(({ afterStep }) => afterStep))
  const reachable = documentKeys(history)
  if ([...kept].some((key) => !reachable.has(key)))
    return damagedPack('it holds a document of no step of its history')
  const kinds = new Map(manifest.media.map((item) => [item.id, item.kind]))
  let checkedMedia: readonly Media[] | undefined
  let current: Episode | undefined
  let present: Episode | undefined
  for (let position = 0; position <= history.steps.length; position++) {
    await nextTurn()
    if (signal.aborted) throw cancelled()
    const key = documentKey(history, position)
    const next = kept.has(key) ? document(options, key) : replay(current, log, key)
    if (!next.ok) return next
    current = next.value
    if (current.media !== checkedMedia && !current.media.every(({ id, kind }) => kinds.get(id) === kind))
      return damagedPack('it does not hold all that the project plays')
    checkedMedia = current.media
    if (position === history.position) present = current
  }
  return present ? ok(present) : damagedPack('the present document cannot be reached')
}

function document(options: CheckOptions, afterStep: number): Result<Episode> {
  const path = options.documentPath(afterStep)
  const read = readPackedDocument(readFileSync(path, 'utf8'))
  if (!read.ok) return read
  if (read.value.id !== options.manifest.project.id) return damagedPack('a document is of another project')
  const episode = { ...read.value, id: options.projectId }
  writeFileSync(path, JSON.stringify(episode))
  return ok(episode)
}

function replay(before: Episode | undefined, { entries }: PackedLog, revision: number): Result<Episode> {
  const command = entries[revision - 1]?.command
  if (!before || !command) return damagedPack('its history has a hole')
  const next = applyCommand(before, command)
  return next.ok ? next : damagedPack(`an edit of its history cannot be made: ${next.error.message}`)
}
