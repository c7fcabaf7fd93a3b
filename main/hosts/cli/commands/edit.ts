import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { type EditCommand, parseCommand } from '#core/edit/apply.ts'
import { speechRange } from '#core/episode/derive.ts'
import { episodeDuration } from '#core/episode/timeline.ts'
import { fail, ok, ProblemError, type Result, unwrap } from '#core/problem.ts'
import { formatTimecode } from '#core/time/timecode.ts'
import { type Cli, usage } from '../context.ts'
import type { Run } from '../program.ts'
import { readTime } from '../values.ts'

export function addEditCommands(program: Command, run: Run): void {
  program
    .command('edit')
    .description("run the window's own edit commands, one JSON object a line, all or nothing")
    .argument('<project>')
    .requiredOption('--commands <file>', 'JSON lines; - for standard input')
    .action((reference: string, options: { commands: string }) =>
      run(async (cli) => {
        const { id } = cli.project(reference)
        const commands = unwrap(readCommands(options.commands))
        if (commands.length === 0) usage(`${options.commands} holds no commands.`)
        await apply(cli, id, commands)
      }),
    )

  program
    .command('cut')
    .description('remove a range of the timeline')
    .argument('<project>')
    .requiredOption('--from <time>')
    .requiredOption('--to <time>')
    .action((reference: string, { from, to }: { from: string; to: string }) =>
      run((cli) =>
        apply(cli, cli.project(reference).id, [{ type: 'cut', from: readTime(from), to: readTime(to) }]),
      ),
    )

  program
    .command('trim')
    .description('keep a range of the timeline; without times: from the first to the last turn')
    .argument('<project>')
    .option('--from <time>')
    .option('--to <time>')
    .action((reference: string, { from, to }: { from?: string; to?: string }) =>
      run(async (cli) => {
        const { id } = cli.project(reference)
        const { episode } = unwrap(cli.services.projects.open(id))
        const spoken = from === undefined && to === undefined ? speechRange(episode) : undefined
        if (from === undefined && to === undefined && !spoken)
          throw new ProblemError({
            code: 'invalid-command',
            message: 'No turns of speakers are known, so there is nothing to trim to.',
            hint: 'Say --from and --to.',
          })
        await apply(cli, id, [
          {
            type: 'keep',
            from: from === undefined ? (spoken?.from ?? 0) : readTime(from),
            to: to === undefined ? (spoken?.to ?? episodeDuration(episode)) : readTime(to),
          },
        ])
      }),
    )

  for (const kind of ['undo', 'redo'] as const)
    program
      .command(kind)
      .description(
        kind === 'undo'
          ? 'take back the last step, or the last N'
          : 'bring back an undone step, or N of them',
      )
      .argument('<project>')
      .argument('[count]')
      .action((reference: string, countText: string | undefined) =>
        run(async (cli) => {
          const count = countText === undefined ? 1 : Number(countText)
          if (!Number.isInteger(count) || count < 1) usage(`“${countText}” is not a number of steps.`)
          const { id } = cli.project(reference)
          const { history } = await cli.api.edits[kind]({ projectId: id, count })
          const moved =
            kind === 'undo'
              ? history.steps.slice(history.position, history.position + count).reverse()
              : history.steps.slice(history.position - count, history.position)
          const labels = moved.map((step) => step.label)
          cli.output.result(
            { id, revision: history.revision, [kind === 'undo' ? 'undone' : 'redone']: labels },
            labels.map((label) => `${kind === 'undo' ? 'Undid' : 'Redid'}: ${label}`).join('\n'),
          )
        }),
      )
}

async function apply({ api, output }: Cli, projectId: string, commands: EditCommand[]): Promise<void> {
  const { history, episode } = await api.edits.apply({ projectId, commands, withEpisode: true })
  const labels = history.steps
    .slice(history.position - commands.length, history.position)
    .map((step) => step.label)
  const durationSamples = episodeDuration(episode!)
  output.result(
    { id: projectId, revision: history.revision, applied: labels, durationSamples },
    `${labels.join('\n')}\nThe episode is now ${formatTimecode(durationSamples)} long.`,
  )
}

function readCommands(path: string): Result<EditCommand[]> {
  let text: string
  try {
    text = readFileSync(path === '-' ? 0 : path, 'utf8')
  } catch {
    return fail('unreadable', `${path} cannot be read.`, 'Check the path.')
  }
  const commands: EditCommand[] = []
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    let data: unknown
    try {
      data = JSON.parse(line)
    } catch {
      return fail('invalid-command', `Line ${i + 1} of ${path} is not JSON.`, 'Write one JSON object a line.')
    }
    const command = parseCommand(data)
    if (!command.ok)
      return fail(command.error.code, `Line ${i + 1}: ${command.error.message}`, command.error.hint)
    commands.push(command.value)
  }
  return ok(commands)
}
