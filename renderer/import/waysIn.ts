/** What is to be done with what a person brought. */
import type { Brought } from '#core/contract/imports.ts'
import { parseChunkName } from '#core/formats/chunks.ts'
import type { Problem } from '#core/problem.ts'

export type Way =
  | { readonly type: 'import'; readonly recording: Brought; readonly sidecars: readonly string[] }
  /** Several recordings: the person says whether they are one episode. */
  | {
      readonly type: 'several'
      readonly recordings: readonly Brought[]
      readonly sidecars: readonly string[]
    }
  | { readonly type: 'archive'; readonly archive: Brought }
  | { readonly type: 'pack'; readonly pack: Brought }
  | { readonly type: 'refuse'; readonly problem: Problem }

const byName = new Intl.Collator(undefined, { numeric: true })

/** Portable projects first, then archives, recordings, and what cannot be taken by itself. */
export function waysIn(brought: readonly Brought[]): Way[] {
  const of = (...types: Brought['type'][]) => brought.filter(({ type }) => types.includes(type))
  const recordings = of('recording', 'chunks').toSorted((a, b) => byName.compare(a.name, b.name))
  const sidecars = of('sidecar').map(({ path }) => path)
  const ways: Way[] = [
    ...of('pack').map((pack): Way => ({ type: 'pack', pack })),
    ...of('archive').map((archive): Way => ({ type: 'archive', archive })),
  ]
  if (recordings.length === 1) ways.push({ type: 'import', recording: recordings[0]!, sidecars })
  if (recordings.length > 1) ways.push({ type: 'several', recordings, sidecars })
  const problem =
    unknownProblem(of('unknown'), brought.length) ??
    speechProblem(of('speech'), recordings.length) ??
    (ways.length === 0 ? sidecarProblem(of('sidecar')) : undefined)
  if (problem) ways.push({ type: 'refuse', problem })
  return ways
}

function unknownProblem(unknown: readonly Brought[], total: number): Problem | undefined {
  const [first] = unknown
  if (!first) return undefined
  if (unknown.length === 1) return first.problem ?? notOpened(`“${first.name}” is`)
  const names = unknown.slice(0, 3).map(({ name }) => `“${name}”`)
  const rest = unknown.length > names.length ? ` and ${unknown.length - names.length} more` : ''
  return notOpened(unknown.length === total ? 'None of these files is' : `${names.join(', ')}${rest} are`)
}

function notOpened(subject: string): Problem {
  return {
    code: 'not-audio',
    message: `${subject} ${subject.startsWith('None') ? 'something' : 'nothing'} that Afterspace can open.`,
    hint: 'Bring an audio file, a folder of chunks, an archive of your X account, or an .afterspace project.',
  }
}

function speechProblem([first]: readonly Brought[], recordings: number): Problem | undefined {
  if (!first) return undefined
  return {
    code: 'unsupported',
    message: `“${first.name}” (${first.description}) belongs into an episode.`,
    hint:
      recordings > 0
        ? 'The recording is imported without it. Drop it on the open episode to see what matches whom.'
        : 'Open the episode, then drop the file there.',
  }
}

function sidecarProblem([first]: readonly Brought[]): Problem | undefined {
  if (!first) return undefined
  return {
    code: 'unsupported',
    message: `“${first.name}” tells of a recording, and is none.`,
    hint: 'Bring it together with its recording, and the names come along.',
  }
}

/**
 * Paths with the loose chunks of one folder taken for that folder, so that a person may drop either; a playlist
 * among them is found there.
 */
export function withChunkFolders(paths: readonly string[]): string[] {
  const folders = Map.groupBy(paths, (path) => path.slice(0, path.length - nameOf(path).length))
  return [...folders].flatMap(([folder, inside]) => {
    const isPart = (path: string) => parseChunkName(nameOf(path)) !== null || /\.m3u8$/i.test(path)
    const chunks = inside.filter((path) => parseChunkName(nameOf(path)))
    if (chunks.length < 2 || folder.length < 2) return inside
    return [folder.slice(0, -1), ...inside.filter((path) => !isPart(path))]
  })
}

/** The last part of a path of any system. */
export function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) || path
}

/** The path that a person typed or pasted: systems put quotes around a path that they copy. */
export function typedPath(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/, '$2')
}
