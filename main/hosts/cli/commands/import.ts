import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { ListedSpace } from '#core/contract/archives.ts'
import { holeSchema, type ImportEvent } from '#core/contract/imports.ts'
import type { ProjectDetail } from '#core/contract/shapes.ts'
import type { Problem } from '#core/problem.ts'
import { formatLength, formatTimecode } from '#core/time/timecode.ts'
import { secondsToSamples } from '#core/time/units.ts'
import { type Cli, problemOf, type Run, usage } from '../context.ts'
import { count, table } from '../output.ts'

interface ImportOptions {
  readonly title?: string
  readonly space?: readonly string[]
  readonly sidecar?: readonly string[]
  readonly hole?: string
  readonly into?: string
}

/** Instead of an id: every Space that has sound. */
const ALL = 'all'

export function addImportCommand(program: Command, run: Run): void {
  program
    .command('import')
    .description(
      'import a recording, a folder of chunks, or Spaces of an account archive (zip or folder); several recordings become one episode',
    )
    .argument('<path...>', 'files, folders, playlists or archives')
    .option('--title <title>', 'title of the project')
    .option('--space <id>', 'a Space of an archive, or “all”; may be given several times', collect)
    .option(
      '--sidecar <file>',
      'a file that tells of the recording, besides those beside it; may be given several times',
      collect,
    )
    .option(
      '--hole <cut|keep>',
      'the time between recordings that are joined: cut (the default), or keep it as silence',
    )
    .option('--into <project>', 'join the recording to the end of a project instead of making a new one')
    .action((paths: string[], { title, space = [], sidecar = [], hole, into }: ImportOptions) =>
      run(async (cli) => {
        const isHole = holeSchema.optional().safeParse(hole)
        if (!isHole.success) usage(`--hole must be cut or keep, not “${hole}”.`)
        const sidecars = sidecar.map((file) => resolve(file))
        if (space.length > 1 || space[0] === ALL) {
          if ([title, hole, into].some((option) => option !== undefined) || paths.length > 1)
            usage(
              'Several Spaces become a project each.',
              'Name one archive and no --title, --hole or --into; join the second Space with --into later.',
            )
          return await importSeveral(cli, { path: paths[0]!, sidecars }, space)
        }
        const given = { spaceId: space[0], sidecars, hole: isHole.data }
        if (into === undefined) return await importOne(cli, { ...given, paths, title })
        if (paths.length > 1 || title !== undefined)
          usage('--into takes one recording and no --title.', 'Call import once for each recording.')
        return await addTo(cli, into, { ...given, path: paths[0]! })
      }),
    )
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}

type Source = Parameters<Cli['api']['imports']['start']>[0]

/** Joins a recording to a project. */
async function addTo(
  cli: Cli,
  reference: string,
  source: Omit<Parameters<Cli['api']['imports']['add']>[0], 'projectId'>,
): Promise<number> {
  const { id: projectId } = cli.project(reference)
  await follow(cli, await cli.api.imports.add({ ...source, projectId }, { signal: cli.signal }))
  const project = await cli.api.projects.show({ projectId })
  cli.output.result(
    project,
    `Added to “${project.title}”, which is now ${formatLength(project.durationSamples)} long.`,
  )
  return 0
}

/** Imports, or prints the list to choose from. */
async function importOne(cli: Cli, source: Source): Promise<number> {
  try {
    const project = await imported(cli, source)
    cli.output.result(project, summary(project))
    return 0
  } catch (error) {
    const problem = problemOf(error)
    if (problem.code !== 'choose-space') throw error
    const { spaces } = await cli.api.archives.list({ path: source.paths[0]! }, { signal: cli.signal })
    const hint = 'Name one with --space ID, or take them all with --space all.'
    if (!cli.output.json) cli.output.result(null, listing(spaces))
    cli.output.problem({ ...problem, hint }, { spaces })
    return 2
  }
}

/** Imports one Space after the other; those that fail are told of at the end. */
async function importSeveral(
  cli: Cli,
  { path, sidecars }: { readonly path: string; readonly sidecars: string[] },
  ids: readonly string[],
): Promise<number> {
  const { spaces } = await cli.api.archives.list({ path }, { signal: cli.signal })
  const silent = spaces.filter(({ hasMedia }) => !hasMedia)
  const chosen = ids.includes(ALL) ? spaces.filter(({ hasMedia }) => hasMedia).map(({ id }) => id) : ids
  if (ids.includes(ALL) && silent.length > 0)
    cli.output.note(`Without sound in the archive: ${silent.map(({ id }) => id).join(', ')}.`)
  const projects: ProjectDetail[] = []
  const failed: (Problem & { spaceId: string })[] = []
  for (const spaceId of new Set(chosen)) {
    try {
      projects.push(await imported(cli, { paths: [path], spaceId, sidecars }))
    } catch (error) {
      const problem = problemOf(error)
      if (problem.code === 'cancelled') throw error
      failed.push({ ...problem, spaceId })
      cli.output.note(`${spaceId}: ${problem.message}`)
    }
  }
  const [first] = failed
  if (!first) {
    cli.output.result(projects, projects.map(summary).join('\n') || 'There is nothing to import.')
    return 0
  }
  if (!cli.output.json) cli.output.result(null, projects.map(summary).join('\n'))
  const { spaceId: _, ...problem } = first
  const message = `${failed.length} of ${count(projects.length + failed.length, 'Space')} could not be imported.`
  cli.output.problem({ ...problem, message: `${message} ${problem.message}` }, { failed, projects })
  return 1
}

async function imported(cli: Cli, source: Source): Promise<ProjectDetail> {
  const events = await cli.api.imports.start({ ...source }, { signal: cli.signal })
  return await cli.api.projects.show({ projectId: await follow(cli, events) })
}

/** Follows an import to its end; returns the project's id. */
async function follow({ output }: Cli, events: AsyncIterable<ImportEvent>): Promise<string> {
  let projectId = ''
  for await (const event of events) {
    if (event.type === 'progress') output.progress(event.progress)
    if (event.type !== 'done') continue
    projectId = event.projectId
    for (const warning of event.warnings) output.note(warning)
  }
  return projectId
}

function summary({ id, title, durationSamples, speakers }: ProjectDetail): string {
  return `Imported “${title}” as ${id}: ${formatLength(durationSamples)}, ${count(speakers.length, 'speaker')}.`
}

function listing(spaces: readonly ListedSpace[]): string {
  return table(
    spaces.map(({ id, startedAtUnixSeconds, seconds, hasMedia, bytes, title, hosts, speakers }) => [
      id,
      startedAtUnixSeconds === null
        ? '–'
        : new Date(startedAtUnixSeconds * 1000).toISOString().slice(0, 16).replace('T', ' '),
      (seconds === null ? '–' : formatTimecode(secondsToSamples(seconds), 0)).padStart(8),
      (hasMedia ? `${(bytes / 1e6).toFixed(1)} MB` : 'no sound').padStart(10),
      [title, [...new Set([...hosts, ...speakers])].join(', ')].filter(Boolean).join('  '),
    ]),
  )
}
