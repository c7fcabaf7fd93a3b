/** A host that imports by direct calls of the API, and what it then has. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient, ORPCError } from '@orpc/server'
import type { ImportEvent } from '#core/contract/imports.ts'
import type { Episode, Passage } from '#core/episode/schema.ts'
import { type Problem, unwrap } from '#core/problem.ts'
import { router } from '#main/api/router.ts'
import { servicesIn } from '../packing/packing.ts'

/** Services on a library below `folder`, and their API. */
export function hostIn(folder: string) {
  const services = servicesIn(join(folder, 'library'))
  return { services, api: createRouterClient(router, { context: { services } }) }
}
export type Host = ReturnType<typeof hostIn>
type Start = Parameters<Host['api']['imports']['start']>[0]
type Add = Parameters<Host['api']['imports']['add']>[0]

/** Imports to the end: the document, and what was told. */
export async function start({ api, services }: Host, input: Start) {
  return finished(services, await api.imports.start(input))
}

export async function add({ api, services }: Host, input: Add) {
  return finished(services, await api.imports.add(input))
}

async function finished(services: Host['services'], events: AsyncIterable<ImportEvent>) {
  for await (const event of events)
    if (event.type === 'done') {
      const { episode, history } = unwrap(services.projects.open(event.projectId))
      return { projectId: event.projectId, warnings: event.warnings, episode, history }
    }
  throw new Error('The import ended without an end.')
}

/** The typed problem by which a call is refused. */
export async function problemOf(call: Promise<unknown>): Promise<Problem> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ORPCError) || error.code !== 'PROBLEM')
    throw new Error(`Not refused, or not typed: ${error}`)
  return error.data as Problem
}

/** What a library holds: ids of media by their rows, names of their folders, titles of projects. */
export async function holdingsOf({ api, services: { library } }: Host) {
  return {
    rows: library.media
      .list()
      .map(({ id }) => id)
      .sort(),
    folders: readdirSync(join(library.path, 'media')).sort(),
    projects: (await api.projects.list()).map(({ title }) => title),
  }
}

/** Each person as `[name, handle, userId, role]`, in the order of the lanes. */
export function peopleOf({ speakers }: Episode) {
  return speakers.map(({ name, handle, userId, role }) => [name, handle, userId, role])
}

/** Each turn as `[handle or name, from, to, origin]`, in seconds. */
export function turnsOf(episode: Episode) {
  return episode.segments.map(({ speakerId, startSample, endSample, origin }) => [
    whoIs(episode, speakerId),
    startSample / 48_000,
    endSample / 48_000,
    origin,
  ])
}

/** Each passage as `[handle or name, from, text, origin]`, in seconds. */
export function passagesOf(episode: Episode) {
  return episode.passages.map(({ speakerId, startSample, words, origin }) => [
    whoIs(episode, speakerId),
    startSample / 48_000,
    textOf(words),
    origin,
  ])
}

function textOf(words: Passage['words']): string {
  return words.map(({ text, before = ' ' }, i) => (i === 0 ? text : before + text)).join('')
}

function whoIs({ speakers }: Episode, id: string | null): string | null {
  const speaker = speakers.find((one) => one.id === id)
  return speaker ? (speaker.handle ?? speaker.name) : null
}
