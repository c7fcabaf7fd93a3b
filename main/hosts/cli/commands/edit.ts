import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import { type EditCommand, parseCommand } from '#core/edit/apply.ts'
import type { Step } from '#core/edit/history.ts'
import { speechRange } from '#core/episode/derive.ts'
import type { Episode } from '#core/episode/schema.ts'
import { episodeDuration } from '#core/episode/timeline.ts'
import { ProblemError, unwrap } from '#core/problem.ts'
import { formatTimecode } from '#core/time/timecode.ts'
import { type Cli, type Run, usage } from '../context.ts'
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
        const lines = parseLines(await readText(options.commands), options.commands)
        if (lines.length === 0) usage(`${options.commands} holds no commands.`)
        const applied = cli.services.projects.apply(
          id,
          lines.map((line) => line.command),
          { nameOf: (index) => `Line ${lines[index]!.number}` },
        )
        const { episode, history } = unwrap(applied)
        report(cli, episode, history.revision, history.steps.slice(history.position - lines.length))
      }),
    )

  program
    .command('cut')
    .description('remove a range of the timeline')
    .argument('<project>')
    .requiredOption('--from <time>', 'where the range begins')
    .requiredOption('--to <time>', 'where it ends')
    .action((reference: string, { from, to }: { from: string; to: string }) =>
      run((cli) =>
        apply(cli, cli.project(reference).id, { type: 'cut', from: readTime(from), to: readTime(to) }),
      ),
    )

  program
    .command('trim')
    .description('keep a range of the timeline; without times: from the first to the last turn')
    .argument('<project>')
    .option('--from <time>', 'where the range begins; otherwise the start')
    .option('--to <time>', 'where it ends; otherwise the end')
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
        await apply(cli, id, {
          type: 'keep',
          from: from === undefined ? (spoken?.from ?? 0) : readTime(from),
          to: to === undefined ? (spoken?.to ?? episodeDuration(episode)) : readTime(to),
        })
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
          const { revision, steps } = await cli.api.edits[kind]({ projectId: id, count })
          const labels = steps.map((step) => step.label)
          cli.output.result(
            { id, revision, [kind === 'undo' ? 'undone' : 'redone']: labels },
            labels.map((label) => `${kind === 'undo' ? 'Undid' : 'Redid'}: ${label}`).join('\n'),
          )
        }),
      )
}

async function apply(cli: Cli, projectId: string, command: EditCommand): Promise<void> {
  const { revision, steps, episode } = await cli.api.edits.apply({
    projectId,
    commands: [command],
    withEpisode: true,
  })
  report(cli, episode!, revision, steps)
}

/** Says what was done, and how long the episode is by it. */
function report({ output }: Cli, episode: Episode, revision: number, steps: readonly Step[]): void {
  const labels = steps.map((step) => step.label)
  const durationSamples = episodeDuration(episode)
  output.result(
    { id: episode.id, revision, applied: labels, durationSamples },
    `${labels.join('\n')}\nThe episode is now ${formatTimecode(durationSamples)} long.`,
  )
}

async function readText(path: string): Promise<string> {
  try {
    return path === '-' ? await text(process.stdin) : await readFile(path, 'utf8')
  } catch {
    throw new ProblemError({
      code: 'unreadable',
      message: `${path} cannot be read.`,
      hint: 'Check the path.',
    })
  }
}

/** The commands of a JSON lines file with the numbers of their lines. */
function parseLines(jsonLines: string, path: string): { number: number; command: EditCommand }[] {
  return jsonLines
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, i) => ({ line, number: i + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => {
      const command = parseCommand(parseJson(line, `Line ${number} of ${path}`))
      if (command.ok) return { number, command: command.value }
      const { code, message, hint } = command.error
      throw new ProblemError({ code, message: `Line ${number}: ${message}`, hint })
    })
}

function parseJson(line: string, name: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new ProblemError({
      code: 'invalid-command',
      message: `${name} is not JSON.`,
      hint: 'Write one JSON object a line.',
    })
  }
}
