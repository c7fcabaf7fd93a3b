/**
 * The one door to the document: `applyCommand` runs unchanged in the window (instant) and in the main process
 * (authority).
 */
import { z } from 'zod'
import { checkEpisode } from '../episode/check.ts'
import type { Episode } from '../episode/schema.ts'
import { fail, ok, type Result } from '../problem.ts'
import * as recording from './commands/addRecording.ts'
import * as clip from './commands/clip.ts'
import * as cuts from './commands/cut.ts'
import * as details from './commands/details.ts'
import * as silence from './commands/insertSilence.ts'
import * as marker from './commands/marker.ts'
import * as passage from './commands/passage.ts'
import * as read from './commands/placeRead.ts'
import * as restore from './commands/restore.ts'
import * as segment from './commands/segment.ts'
import * as speaker from './commands/speaker.ts'
import * as speech from './commands/speech.ts'

const definitions = [
  cuts.cut,
  cuts.keep,
  clip.split,
  clip.trimClip,
  clip.setClipGain,
  clip.setClipFades,
  clip.setJoin,
  clip.removeClip,
  clip.moveClip,
  restore.restoreCut,
  recording.addRecording,
  read.placeRead,
  silence.insertSilence,
  speaker.addSpeaker,
  speaker.updateSpeaker,
  speaker.mergeSpeakers,
  speaker.removeSpeaker,
  segment.addSegment,
  segment.updateSegment,
  segment.splitSegment,
  segment.removeSegments,
  speech.importSpeech,
  passage.updatePassage,
  passage.removePassages,
  marker.addMarker,
  marker.updateMarker,
  marker.removeMarker,
  details.setDetails,
  details.setOutput,
] as const

type Definition = (typeof definitions)[number]
type SimpleCommand = { [D in Definition as D['type']]: z.infer<D['schema']> }[Definition['type']]

/** Several commands as one undo step, all or nothing. */
export interface BatchCommand {
  type: 'batch'
  label: string
  commands: SimpleCommand[]
}

export type EditCommand = SimpleCommand | BatchCommand

const simpleSchema = z.discriminatedUnion(
  'type',
  definitions.map((definition) => definition.schema) as unknown as [
    Definition['schema'],
    ...Definition['schema'][],
  ],
)

/** Shape of every edit command, as the API and `--commands` files carry it. */
export const editCommandSchema = z.union([
  simpleSchema,
  z.strictObject({
    type: z.literal('batch'),
    label: z.string().min(1).max(200),
    commands: z.array(simpleSchema).min(1),
  }),
]) as unknown as z.ZodType<EditCommand, EditCommand>

const byType = new Map<string, AnyDefinition>(
  definitions.map((definition) => [definition.type, definition as AnyDefinition]),
)

interface AnyDefinition {
  readonly schema: z.ZodType
  readonly apply: (episode: Episode, command: SimpleCommand) => Result<Episode>
  readonly label: (command: SimpleCommand, episode: Episode) => string
}

/**
 * The episode after a command, or a typed refusal (`invalid-command`, `out-of-range`, `not-found`, `invariant`);
 * a refusal changes nothing. Untouched parts are returned by reference.
 */
export function applyCommand(episode: Episode, command: EditCommand): Result<Episode> {
  const next = command.type === 'batch' ? applyAll(episode, command.commands) : applySimple(episode, command)
  return next.ok ? checkEpisode(next.value, episode) : next
}

function applyAll(episode: Episode, commands: readonly SimpleCommand[]): Result<Episode> {
  let current: Result<Episode> = ok(episode)
  for (const command of commands) {
    if (!current.ok) return current
    current = applySimple(current.value, command)
  }
  return current
}

function applySimple(episode: Episode, command: SimpleCommand): Result<Episode> {
  const definition = byType.get(command.type)
  if (!definition) return fail('invalid-command', `There is no command “${command.type}”.`)
  const parsed = definition.schema.safeParse(command)
  if (!parsed.success) return fail('invalid-command', describe(command.type, parsed.error))
  return definition.apply(episode, parsed.data as SimpleCommand)
}

/** The name of the undo step that a command makes. `episode` is the document before it. */
export function commandLabel(episode: Episode, command: EditCommand): string {
  if (command.type === 'batch') return command.label
  return byType.get(command.type)?.label(command, episode) ?? command.type
}

/** Reads a command from untrusted data. Problem: `invalid-command`, naming the first thing wrong. */
export function parseCommand(data: unknown): Result<EditCommand> {
  const wanted = typeof data === 'object' && data !== null && 'type' in data ? data.type : ''
  const type = typeof wanted === 'string' ? wanted : ''
  if (type === 'batch') {
    const parsed = editCommandSchema.safeParse(data)
    return parsed.success ? ok(parsed.data) : fail('invalid-command', describe(type, parsed.error))
  }
  const definition = byType.get(type)
  if (!definition)
    return fail(
      'invalid-command',
      `There is no command “${type}”.`,
      `Known: ${[...byType.keys(), 'batch'].join(', ')}.`,
    )
  const parsed = definition.schema.safeParse(data)
  return parsed.success
    ? ok(parsed.data as EditCommand)
    : fail('invalid-command', describe(type, parsed.error))
}

function describe(type: string, error: z.ZodError): string {
  const issue = error.issues[0]
  const where = issue?.path.length ? ` at “${issue.path.join('.')}”` : ''
  return `Command “${type}” is not right${where}: ${issue?.message ?? 'unknown shape'}.`
}
