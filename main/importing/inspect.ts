/** Says what each of the things is that a person brought, without importing any of them. */
import { readdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { Brought } from '#core/contract/imports.ts'
import { MANIFEST_ENTRY, packEntries } from '#core/formats/pack.ts'
import { readSidecar } from '#core/formats/sidecar/readSidecar.ts'
import { readSpokenFile } from '#core/formats/transcript/read.ts'
import { SPOKEN_FORMATS } from '#core/formats/transcript/spoken.ts'
import type { Problem } from '#core/problem.ts'
import { probeAudio } from '#main/media/ffmpeg/probe.ts'
import { openZip } from './archive/zip.ts'
import { fileProblem } from './fileProblem.ts'
import { sniff, whatIs } from './opening/whatIs.ts'
import { readTextFile } from './readText.ts'

/** A folder of downloads that is brought for what lies in it. */
const MOST_IN_FOLDER = 500

/**
 * Looks at paths one after the other. Never fails: what is nothing for us has its problem with it. A folder that is
 * nothing itself stands for the files in it that are something, as a downloader leaves a recording with its sidecars.
 */
export async function inspect(paths: readonly string[], signal: AbortSignal): Promise<Brought[]> {
  const found: Brought[] = []
  for (const path of paths) {
    const told = await lookAt(resolve(path), signal)
    const inside = told.type === 'unknown' ? await lookInside(told.path, signal) : []
    if (signal.aborted) break
    found.push(...(inside.length > 0 ? inside : [told]))
  }
  return found
}

async function lookAt(path: string, signal: AbortSignal): Promise<Brought> {
  const told = await look(path, signal).catch((error): Told => unknown(fileProblem(error, path)))
  return { path, name: basename(path), problem: null, ...told }
}

/** Files of a folder that are something; none where it is no folder, or one with too much in it to be meant. */
async function lookInside(folder: string, signal: AbortSignal): Promise<Brought[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
  if (files.length > MOST_IN_FOLDER) return []
  const found: Brought[] = []
  for (const { name } of files) {
    if (signal.aborted) break
    const told = await lookAt(join(folder, name), signal)
    if (told.type !== 'unknown') found.push(told)
  }
  return found
}

type Told = Pick<Brought, 'type' | 'description'> & { readonly problem?: Problem }

async function look(path: string, signal: AbortSignal): Promise<Told> {
  // What is not there is told of below, as an import tells of it.
  const found = await stat(path).catch(() => null)
  if (found?.isFile() && found.size > 0) {
    if (await isPack(path, signal)) return { type: 'pack', description: 'Afterspace project' }
    const text = await asText(path)
    if (text) return text
  }
  const brought = await whatIs(path, signal)
  if (!brought.ok) return unknown(brought.error)
  switch (brought.value.type) {
    case 'chunks':
      return { type: 'chunks', description: 'Chunks of a Space' }
    case 'archive':
      await brought.value.archive[Symbol.asyncDispose]()
      return { type: 'archive', description: 'Archive of an X account' }
    case 'wrapped':
      await brought.value.wrapped[Symbol.asyncDispose]()
      return { type: 'recording', description: 'Recording in a zip' }
    case 'file':
      return await asRecording(path, brought.value.sniffed, signal)
  }
}

/** A container that was recognised counts as a recording; of anything else, ffmpeg is asked. */
async function asRecording(path: string, sniffed: string, signal: AbortSignal): Promise<Told> {
  const told: Told = { type: 'recording', description: 'Recording' }
  if (sniffed !== 'unknown') return told
  const probed = await probeAudio(path, { signal })
  return probed.ok ? told : unknown(probed.error)
}

/** A sidecar before a transcript: both may be JSON, and only a sidecar names its Space. */
async function asText(path: string): Promise<Told | null> {
  const read = await readTextFile(path)
  // Playlists are texts, too, and chunks belong to them.
  if (!read.ok || /^\ufeff?#EXTM3U/.test(read.value)) return null
  const name = basename(path)
  if (readSidecar(name, read.value)?.ok) return { type: 'sidecar', description: 'Tells of a Space' }
  const spoken = readSpokenFile(name, read.value)
  return spoken.ok ? { type: 'speech', description: SPOKEN_FORMATS[spoken.value.format] } : null
}

/** A zip with the entries that every portable project has. */
async function isPack(path: string, signal: AbortSignal): Promise<boolean> {
  if ((await sniff(path)) !== 'zip') return false
  const needed = [MANIFEST_ENTRY, packEntries.log]
  const opened = await openZip(path, (name) => needed.includes(name), signal)
  if (!opened.ok) return false
  await using zip = opened.value
  return zip.items.length === needed.length
}

function unknown(problem: Problem): Told {
  return { type: 'unknown', description: '', problem }
}
