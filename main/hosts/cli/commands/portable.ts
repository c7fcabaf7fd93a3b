import type { Command } from 'commander'
import type { Progress } from '#core/contract/shapes.ts'
import { type Cli, type Run, usage } from '../context.ts'
import { count, table } from '../output.ts'

/** Commands about where things lie: originals, what the library stores, portable projects. */
export function addPortableCommands(program: Command, run: Run): void {
  program
    .command('relink')
    .description('say where an original is now: the file, or a folder to search for it')
    .argument('<project>')
    .argument('<path>')
    .option('--media <id>', 'only this recording or sponsor read')
    .action((reference: string, path: string, { media }: { media?: string }) =>
      run(async ({ api, output, project, signal }) => {
        const { id } = project(reference)
        const result = await api.library.relink({ projectId: id, mediaId: media, path }, { signal })
        for (const warning of result.warnings) output.note(warning)
        const lines = result.relinked.map(
          (item) => `${item.mediaId} is at ${item.path}${item.isExact ? '' : ' (not the very same file)'}`,
        )
        output.result({ id, ...result }, lines.join('\n'))
      }),
    )

  program
    .command('storage')
    .description('what the library stores and what can be dropped')
    .option('--drop-derived', 'delete peaks, loudness and indexes; they come back by themselves')
    .action(({ dropDerived }: { dropDerived?: boolean }) =>
      run(async ({ api, output }) => {
        const dropped = dropDerived ? await api.library.dropDerived({}) : { droppedBytes: 0 }
        const stored = await api.library.storage()
        const { totals } = stored
        const rows = stored.media.map((item) => [
          item.mediaId,
          megabytes(item.workingBytes),
          megabytes(item.derivedBytes),
          `${item.originalPath}${item.canDrop ? '' : '  (sound missing)'}`,
        ])
        const lines = [
          ...(dropDerived ? [`Dropped ${megabytes(dropped.droppedBytes)}.`] : []),
          ...(rows.length > 0 ? [table([['media', 'working', 'derived', 'original'], ...rows])] : []),
          `total ${megabytes(totals.totalBytes)}: working copies ${megabytes(totals.workingBytes)}, ` +
            `derived ${megabytes(totals.derivedBytes)}, uploads ${megabytes(totals.uploadBytes)}, ` +
            `database ${megabytes(totals.databaseBytes)}, temporary ${megabytes(totals.temporaryBytes)}`,
          `can be dropped ${megabytes(totals.droppableBytes)}`,
        ]
        output.result({ ...stored, ...dropped }, lines.join('\n'))
      }),
    )

  program
    .command('pack')
    .description('write a project with its history and all its sound into one .afterspace file')
    .argument('<project>')
    .requiredOption('--out <file>', 'file to write; its name ends in .afterspace')
    .action((reference: string, { out }: { out: string }) =>
      run(async (cli) => {
        const { id, title } = cli.project(reference)
        if (!/\.afterspace$/i.test(out)) usage('The name of a project file ends in .afterspace.')
        const events = await cli.api.library.pack(
          { projectId: id, destination: { path: out } },
          { signal: cli.signal },
        )
        const { path, bytes } = await lastOf(cli, events)
        cli.output.result({ id, path, bytes }, `Packed “${title}” into ${path}: ${megabytes(bytes)}.`)
      }),
    )

  program
    .command('unpack')
    .description('take a project out of an .afterspace file')
    .argument('<file>')
    .action((file: string) =>
      run(async (cli) => {
        const events = await cli.api.library.unpack({ path: file }, { signal: cli.signal })
        const { projectId, warnings } = await lastOf(cli, events)
        for (const warning of warnings) cli.output.note(warning)
        const project = await cli.api.projects.show({ projectId })
        cli.output.result(
          project,
          `Unpacked “${project.title}” as ${project.id}, ${count(project.revision, 'step')} of history.`,
        )
      }),
    )
}

/** Shows progress; gives the last event, which is the result. */
async function lastOf<Done extends { type: 'done' }>(
  { output }: Cli,
  events: AsyncIterable<Done | { type: 'progress'; progress: Progress }>,
): Promise<Done> {
  let done: Done | undefined
  for await (const event of events) {
    if (event.type === 'progress') output.progress(event.progress)
    else done = event
  }
  if (!done) throw new Error('The work ended without a result.')
  return done
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
