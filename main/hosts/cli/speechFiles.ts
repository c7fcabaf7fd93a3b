/** What `speakers` and `transcript` share: files in and out. */
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { SpeechExportRequest, SpeechImportRequest, SpeechPreview } from '#core/contract/transcripts.ts'
import type { Episode } from '#core/episode/schema.ts'
import { unwrap } from '#core/problem.ts'
import type { SpeechChoice } from '#core/speech/importCommand.ts'
import { samplesToSeconds } from '#core/time/units.ts'
import { type Cli, usage } from './context.ts'
import { findSpeaker } from './findSpeaker.ts'
import { count } from './output.ts'
import { readTime } from './values.ts'

export interface ImportOptions {
  offset?: string
  recording?: string
  as?: string[]
}

export function addImportOptions(command: Command): Command {
  return command
    .option('--offset <time>', 'import: where the file’s zero lies in the recording; may begin with -')
    .option('--recording <id>', 'import: which recording the file is of')
    .option(
      '--as <name=speaker>',
      'import: who a name of the file is: somebody known, a new name, or nothing for nobody; may be given again',
      (value: string, given: string[] | undefined) => [...(given ?? []), value],
    )
}

/** Imports a file and says who was matched to whom. */
export async function importSpeech(
  { api, output }: Cli,
  episode: Episode,
  file: string,
  options: ImportOptions,
  what: Pick<SpeechImportRequest, 'turns' | 'transcript' | 'replace'>,
): Promise<void> {
  const choices = readChoices(episode, options.as ?? [])
  const { revision, steps, preview } = await api.transcripts.import({
    projectId: episode.id,
    path: resolve(file),
    ...what,
    choices,
    offsetSeconds: options.offset === undefined ? undefined : readOffset(options.offset),
    recordingId: options.recording,
  })
  const applied = steps.at(-1)!.label
  const speakers = preview.speakers.map((match) => decided(match, choices, episode))
  const { format, counts, warnings } = preview
  output.result(
    { id: episode.id, revision, applied: [applied], format, speakers, counts, warnings },
    [
      `${applied} (${preview.formatName}: ${count(counts.turns, 'turn')}, ${count(counts.passages, 'passage')}, ${count(counts.words, 'word')}).`,
      ...speakers.map(({ key, name, why }) => `  ${key} -> ${name ?? 'nobody'} (${why})`),
      ...warnings,
    ].join('\n'),
  )
}

/** Writes a file, or its text to standard output for `-`. */
export async function exportSpeech(
  { api, output }: Cli,
  request: SpeechExportRequest,
  out: string,
  entry: { readonly key: string; readonly one: string },
): Promise<void> {
  const path = out === '-' ? undefined : resolve(out)
  const { text, entries } = await api.transcripts.export({ ...request, path })
  if (text === null)
    output.result({ path, [entry.key]: entries }, `Wrote ${count(entries, entry.one)} to ${path}.`)
  else output.result({ format: request.what.format, [entry.key]: entries, text }, text.replace(/\n$/, ''))
}

type Match = SpeechPreview['speakers'][number]

const REASONS = {
  name: 'same name',
  handle: 'same handle',
  new: 'new speaker',
}

/** What became of a name of the file. */
function decided({ talkSamples, ...match }: Match, choices: readonly SpeechChoice[], episode: Episode) {
  const about = { ...match, talkSeconds: samplesToSeconds(talkSamples) }
  const choice = choices.find(({ key }) => key === match.key)
  if (!choice) {
    const shared = `speaks at the same time, ${Math.round((match.overlap ?? 0) * 100)} %`
    return { ...about, why: match.reason === 'overlap' ? shared : REASONS[match.reason] }
  }
  const chosen = { ...about, reason: 'chosen' as const, overlap: null, why: 'as you said' }
  if ('nobody' in choice) return { ...chosen, speakerId: null, name: null }
  if ('newName' in choice) return { ...chosen, speakerId: null, name: choice.newName }
  const name = episode.speakers.find(({ id }) => id === choice.speakerId)?.name ?? choice.speakerId
  return { ...chosen, speakerId: choice.speakerId, name }
}

function readChoices(episode: Episode, given: readonly string[]): SpeechChoice[] {
  return given.map((text): SpeechChoice => {
    const split = text.lastIndexOf('=')
    if (split < 1) usage(`--as must be NAME=SPEAKER, not “${text}”.`)
    const key = text.slice(0, split)
    const reference = text.slice(split + 1).trim()
    if (reference === '') return { key, nobody: true }
    const found = findSpeaker(episode, reference)
    if (!found.ok && found.error.code === 'not-found') return { key, newName: reference }
    return { key, speakerId: unwrap(found).id }
  })
}

function readOffset(text: string): number {
  const isEarlier = text.startsWith('-')
  const seconds = samplesToSeconds(readTime(isEarlier ? text.slice(1) : text))
  return isEarlier ? -seconds : seconds
}
