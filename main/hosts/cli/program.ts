/** The command line's grammar. */
import { Command, CommanderError } from 'commander'
import { VERSION } from '#main/version.ts'
import { addEditCommands } from './commands/edit.ts'
import { addExportCommand } from './commands/export.ts'
import { addHostCommands } from './commands/host.ts'
import { addLibraryCommands } from './commands/library.ts'
import { addPortableCommands } from './commands/portable.ts'
import { addSpeakerCommand } from './commands/speakers.ts'
import { addSponsorCommands } from './commands/sponsor.ts'
import { addTranscriptCommand } from './commands/transcript.ts'
import { problemOf, type Run, refuse, withCli } from './context.ts'
import { createOutput } from './output.ts'

/** Runs the command line and returns its exit code. `args` without the program's own name. */
export async function runCli(args: readonly string[]): Promise<number> {
  // Global options may stand anywhere, also after the command.
  const output = createOutput(args.includes('--json'))
  let exitCode = 0
  const program = new Command('afterspace')
    .description('Turns recordings of live audio rooms into episodes.')
    .version(VERSION)
    .option('--library <dir>', 'library folder; otherwise in the system’s folder for data')
    .option('--json', 'print exactly one JSON value')
    .addHelpText(
      'after',
      '\nTimes are [h:]mm:ss[.mmm] or seconds. A project is an id, a unique start of one, or a unique title.',
    )
  const run: Run = async (work) => {
    exitCode = await withCli(output, program.opts<{ library?: string }>().library, work)
  }
  addLibraryCommands(program, run)
  addEditCommands(program, run)
  addSpeakerCommand(program, run)
  addTranscriptCommand(program, run)
  addSponsorCommands(program, run)
  addExportCommand(program, run)
  addPortableCommands(program, run)
  addHostCommands(program, run, (code) => {
    exitCode = code
  })
  prepare(program)
  try {
    await program.parseAsync(hoistGlobals(args), { from: 'user' })
    return exitCode
  } catch (error) {
    if (!(error instanceof CommanderError)) return refuse(output, problemOf(error))
    if (error.exitCode === 0) return 0
    // Called without a command, commander has shown its help on stderr already.
    const isHelpShown = error.code === 'commander.help'
    if (isHelpShown && !output.json) return 2
    const message = isHelpShown ? 'Which command?' : error.message.replace(/^error: /, '')
    return refuse(output, { code: 'usage', message, hint: 'See `afterspace --help`.' })
  }
}

/** Problems are ours to print, and no command may end the process. */
function prepare(command: Command): void {
  command.exitOverride()
  command.configureOutput({ outputError: () => {} })
  for (const child of command.commands) prepare(child)
}

/** Moves `--json` and `--library DIR` to the front, where the program's own options are read. */
function hoistGlobals(args: readonly string[]): string[] {
  const globals: string[] = []
  const rest: string[] = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!
    if (arg === '--') {
      rest.push(...args.slice(i))
      break
    }
    if (arg === '--json' || arg.startsWith('--library=')) globals.push(arg)
    else if (arg === '--library' && i + 1 < args.length) globals.push(arg, args[++i]!)
    else rest.push(arg)
  }
  return [...globals, ...rest]
}
