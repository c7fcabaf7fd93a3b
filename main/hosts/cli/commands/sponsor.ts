import type { Command } from 'commander'
import { formatLength, formatTimecode } from '#core/time/timecode.ts'
import { type Run, usage } from '../context.ts'
import { table } from '../output.ts'
import { readChoice, readTime } from '../values.ts'

interface AddOptions {
  brand: string
  campaign?: string
  link?: string
  name?: string
}

export function addSponsorCommands(program: Command, run: Run): void {
  const sponsor = program.command('sponsor').description('sponsor reads')

  sponsor
    .command('add')
    .description('take a sound file into the library as a sponsor read')
    .argument('<file>')
    .requiredOption('--brand <brand>', 'whose read it is')
    .option('--campaign <campaign>', 'what it is part of')
    .option('--link <url>', 'where it leads')
    .option('--name <name>', 'its own name; otherwise brand and campaign')
    .action((path: string, options: AddOptions) =>
      run(async ({ api, output, signal }) => {
        const read = await api.sponsors.add({ path, ...options }, { signal })
        output.result(read, `Added “${read.name}” as ${read.id}: ${formatLength(read.durationSamples)}.`)
      }),
    )

  sponsor
    .command('list')
    .description('all sponsor reads')
    .action(() =>
      run(async ({ api, output }) => {
        const reads = await api.sponsors.list()
        const rows = reads.map((read) => [read.id, formatLength(read.durationSamples), read.brand, read.name])
        output.result(
          reads,
          rows.length > 0 ? table(rows) : 'No sponsor reads yet. Start with `afterspace sponsor add`.',
        )
      }),
    )

  sponsor
    .command('place')
    .description('put a read into an episode, its level matched to the programme')
    .argument('<project>')
    .requiredOption('--read <read>', 'id, a unique start of one, or a unique name or brand')
    .option('--at <time>', 'where it begins on the timeline')
    .option('--slot <slot>', 'pre, mid or post, instead of --at')
    .action((reference: string, { read, at, slot }: { read: string; at?: string; slot?: string }) =>
      run(async ({ api, output, project }) => {
        if ((at === undefined) === (slot === undefined)) usage('Say where: either --at or --slot.')
        const projectId = project(reference).id
        const { clipId } = await api.sponsors.place({
          projectId,
          readId: read,
          ...(at !== undefined && { at: readTime(at) }),
          ...(slot !== undefined && { slot: readChoice('--slot', slot, ['pre', 'mid', 'post']) }),
        })
        const { placements, revision } = await api.projects.show({ projectId })
        const placement = placements.find((candidate) => candidate.id === clipId)!
        output.result(
          { id: projectId, revision, placement },
          `Placed as ${placement.slot}-roll at ${formatTimecode(placement.timelineStart)}.`,
        )
      }),
    )
}
