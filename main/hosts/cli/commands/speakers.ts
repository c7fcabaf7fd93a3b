import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { EditCommand } from '#core/edit/apply.ts'
import type { Episode, Speaker } from '#core/episode/schema.ts'
import { speakerTurns } from '#core/episode/turns.ts'
import { SPEAKER_FORMATS, writeSpeakerTurns } from '#core/formats/transcript/write.ts'
import { fail, ok, ProblemError, type Result, unwrap } from '#core/problem.ts'
import { type Cli, type Run, usage } from '../context.ts'
import { count } from '../output.ts'
import { readChoice } from '../values.ts'

const ACTIONS = ['export', 'rename', 'merge'] as const

interface SpeakerOptions {
  format?: string
  out?: string
  speaker?: string
  name?: string
  handle?: string
  role?: string
  from?: string
  into?: string
}

export function addSpeakerCommand(program: Command, run: Run): void {
  program
    .command('speakers')
    .description('who speaks: export, rename, merge')
    .argument('<project>')
    .argument('<action>', ACTIONS.join(', '))
    .option('--format <format>', `export: ${SPEAKER_FORMATS.join(', ')}`)
    .option('--out <file>', 'export: file to write; - for standard output')
    .option('--speaker <speaker>', 'rename: id or name')
    .option('--name <name>', 'rename: the new name')
    .option('--handle <handle>', 'rename: the new handle')
    .option('--role <role>', 'rename: host, cohost, speaker or unknown')
    .option('--from <speaker>', 'merge: whose turns are given away')
    .option('--into <speaker>', 'merge: who gets them')
    .action((reference: string, actionText: string, options: SpeakerOptions) =>
      run(async (cli) => {
        const action = readChoice('The action', actionText, ACTIONS)
        const { id } = cli.project(reference)
        const { episode } = unwrap(cli.services.projects.open(id))
        if (action === 'export') exportTurns(cli, episode, options)
        else await apply(cli, id, action === 'rename' ? rename(episode, options) : merge(episode, options))
      }),
    )
}

function exportTurns({ output }: Cli, episode: Episode, { format, out }: SpeakerOptions): void {
  if (format === undefined || out === undefined) usage('speakers export needs --format and --out.')
  const turns = speakerTurns(episode)
  const text = writeSpeakerTurns(turns, readChoice('--format', format, SPEAKER_FORMATS), episode.title)
  if (out === '-') output.result({ format, turns: turns.length, text }, text.replace(/\n$/, ''))
  else {
    const path = resolve(out)
    writeText(path, text)
    output.result({ path, turns: turns.length }, `Wrote ${count(turns.length, 'turn')} to ${path}.`)
  }
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
  const { history } = await api.edits.apply({ projectId, commands: [command] })
  const label = history.steps[history.position - 1]!.label
  output.result({ id: projectId, revision: history.revision, applied: [label] }, label)
}

/** A speaker by id, or by a name or handle that only one has. */
function findSpeaker(episode: Episode, reference: string): Result<Speaker> {
  const exact = episode.speakers.find((speaker) => speaker.id === reference)
  if (exact) return ok(exact)
  const wanted = reference.replace(/^@/, '').toLowerCase()
  const found = episode.speakers.filter(({ name, handle }) =>
    [name, handle].some((known) => known?.toLowerCase() === wanted),
  )
  if (found.length === 1) return ok(found[0]!)
  const known = episode.speakers.map(({ id, name }) => `${id} (${name})`).join(', ')
  return found.length > 1
    ? fail('ambiguous', `“${reference}” may mean ${found.length} speakers.`, `Use an id: ${known}.`)
    : fail('not-found', `There is no speaker “${reference}”.`, `Known: ${known}.`)
}

/** Writes a file that is whole or absent. */
function writeText(path: string, text: string): void {
  const part = `${path}.${process.pid}.part`
  try {
    writeFileSync(part, text)
    renameSync(part, path)
  } catch (error) {
    rmSync(part, { force: true })
    throw new ProblemError({
      code: 'not-writable',
      message: `${path} cannot be written: ${(error as Error).message}.`,
      hint: 'Choose another place.',
    })
  }
}
