import type { Command } from 'commander'
import type { EditCommand } from '#core/edit/apply.ts'
import type { Episode } from '#core/episode/schema.ts'
import { SPEAKER_FORMATS } from '#core/formats/transcript/write.ts'
import { unwrap } from '#core/problem.ts'
import { type Cli, type Run, usage } from '../context.ts'
import { findSpeaker } from '../findSpeaker.ts'
import { addImportOptions, exportSpeech, type ImportOptions, importSpeech } from '../speechFiles.ts'
import { readChoice } from '../values.ts'

const ACTIONS = ['import', 'export', 'rename', 'merge'] as const

interface SpeakerOptions extends ImportOptions {
  format?: string
  out?: string
  speaker?: string
  name?: string
  handle?: string
  role?: string
  from?: string
  into?: string
  replace?: string
}

export function addSpeakerCommand(program: Command, run: Run): void {
  const command = program
    .command('speakers')
    .description('who speaks: import, export, rename, merge')
    .argument('<project>')
    .argument('<action>', ACTIONS.join(', '))
    .argument('[file]', 'import: RTTM, Audacity labels, captions or a transcript with names')
    .option('--format <format>', `export: ${SPEAKER_FORMATS.join(', ')}`)
    .option('--out <file>', 'export: file to write; - for standard output')
    .option('--speaker <speaker>', 'rename: id or name')
    .option('--name <name>', 'rename: the new name')
    .option('--handle <handle>', 'rename: the new handle')
    .option('--role <role>', 'rename: host, cohost, speaker or unknown')
    .option('--from <speaker>', 'merge: whose turns are given away')
    .option('--into <speaker>', 'merge: who gets them')
    .option('--replace <turns>', 'import: what goes first: imported (the default), all or none')
  addImportOptions(command).action(
    (reference: string, actionText: string, file: string | undefined, options: SpeakerOptions) =>
      run(async (cli) => {
        const action = readChoice('The action', actionText, ACTIONS)
        if (file !== undefined && action !== 'import')
          usage(`speakers ${action} takes no file as an argument.`)
        const { id } = cli.project(reference)
        const { episode } = unwrap(cli.services.projects.open(id))
        if (action === 'import') await importTurns(cli, episode, file, options)
        else if (action === 'export') await exportTurns(cli, id, options)
        else await apply(cli, id, action === 'rename' ? rename(episode, options) : merge(episode, options))
      }),
  )
}

async function importTurns(
  cli: Cli,
  episode: Episode,
  file: string | undefined,
  options: SpeakerOptions,
): Promise<void> {
  if (file === undefined) usage('speakers import needs a file.')
  const segments = readChoice('--replace', options.replace ?? 'imported', ['imported', 'all', 'none'])
  await importSpeech(cli, episode, file, options, { turns: true, transcript: false, replace: { segments } })
}

async function exportTurns(cli: Cli, projectId: string, { format, out }: SpeakerOptions): Promise<void> {
  if (format === undefined || out === undefined) usage('speakers export needs --format and --out.')
  const what = { type: 'speakers' as const, format: readChoice('--format', format, SPEAKER_FORMATS) }
  await exportSpeech(cli, { projectId, what }, out, { key: 'turns', one: 'turn' })
}

function rename(episode: Episode, { speaker, name, handle, role }: SpeakerOptions): EditCommand {
  if (speaker === undefined || (name === undefined && handle === undefined && role === undefined))
    usage('speakers rename needs --speaker and what to change: --name, --handle or --role.')
  return {
    type: 'updateSpeaker',
    speakerId: unwrap(findSpeaker(episode, speaker)).id,
    ...(name !== undefined && { name }),
    ...(handle !== undefined && { handle: handle.replace(/^@/, '') || null }),
    ...(role !== undefined && { role: readChoice('--role', role, ['host', 'cohost', 'speaker', 'unknown']) }),
  }
}

function merge(episode: Episode, { from, into }: SpeakerOptions): EditCommand {
  if (from === undefined || into === undefined) usage('speakers merge needs --from and --into.')
  return {
    type: 'mergeSpeakers',
    fromId: unwrap(findSpeaker(episode, from)).id,
    intoId: unwrap(findSpeaker(episode, into)).id,
  }
}

async function apply({ api, output }: Cli, projectId: string, command: EditCommand): Promise<void> {
  const { revision, steps } = await api.edits.apply({ projectId, commands: [command] })
  const label = steps[0]!.label
  output.result({ id: projectId, revision, applied: [label] }, label)
}
