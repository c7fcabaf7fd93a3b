import type { Command } from 'commander'
import type { ListedSpace } from '#core/contract/archives.ts'
import type { ImportEvent } from '#core/contract/imports.ts'
import type { ProjectDetail } from '#core/contract/shapes.ts'
import type { Problem } from '#core/problem.ts'
import { formatLength, formatTimecode } from '#core/time/timecode.ts'
import { secondsToSamples } from '#core/time/units.ts'
import { type Cli, problemOf, type Run, usage } from '../context.ts'
import { count, table } from '../output.ts'

interface ImportOptions {
  readonly title?: string
  readonly space: readonly string[]
}

/** Instead of an id: every Space that has sound. */
const ALL = 'all'

export function addImportCommand(program: Command, run: Run): void {
  program
    .command('import')
    .description('import a recording, a folder of chunks, or Spaces from an account archive (zip or folder)')
    .argument('<path...>')
    .option('--title <title>', 'title of the project')
    .option(
      '--space <id>',
      'a Space of an archive, or “all”; may be given several times',
      (id: string, ids: readonly string[]) => [...ids, id],
      [] as readonly string[],
    )
    .action((paths: string[], { title, space }: ImportOptions) =>
      run(async (cli) => {
        if (paths.length > 1)
          usage('Only one recording can be imported at a time.', 'Call import once for each file.')
        const path = paths[0]!
        if (space.length > 1 || space[0] === ALL) {
          if (title !== undefined)
            usage('--title is for one recording.', 'Leave it out, or import one Space.')
          return await importSeveral(cli, path, space)
        }
        return await importOne(cli, { path, title, spaceId: space[0] })
      }),
    )
}

interface Source {
  readonly path: string
  readonly title?: string | undefined
  readonly spaceId?: string | undefined
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
    const { spaces } = await cli.api.archives.list({ path: source.path }, { signal: cli.signal })
    const hint = 'Name one with --space ID, or take them all with --space all.'
    if (!cli.output.json) cli.output.result(null, listing(spaces))
    cli.output.problem({ ...problem, hint }, { spaces })
    return 2
  }
}

/** Imports one Space after the other; those that fail are told of at the end. */
async function importSeveral(cli: Cli, path: string, ids: readonly string[]): Promise<number> {
  const { spaces } = await cli.api.archives.list({ path }, { signal: cli.signal })
  const silent = spaces.filter(({ hasMedia }) => !hasMedia)
  const chosen = ids.includes(ALL) ? spaces.filter(({ hasMedia }) => hasMedia).map(({ id }) => id) : ids
  if (ids.includes(ALL) && silent.length > 0)
    cli.output.note(`Without sound in the archive: ${silent.map(({ id }) => id).join(', ')}.`)
  const projects: ProjectDetail[] = []
  const failed: (Problem & { spaceId: string })[] = []
  for (const spaceId of new Set(chosen)) {
    try {
      projects.push(await imported(cli, { path, spaceId }))
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
