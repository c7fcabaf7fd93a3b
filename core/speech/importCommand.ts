/** What a person chose of a file, as one undo step. */
import { commandLabel, type EditCommand } from '../edit/apply.ts'
import type { Episode } from '../episode/schema.ts'
import type { SpeakerMatch } from './matchSpeakers.ts'
import type { PlacedSpeech } from './place.ts'

/** Who a name of the file is to be: somebody known, somebody new, or nobody (what they say has no speaker). */
export type SpeechChoice =
  | { readonly key: string; readonly speakerId: string }
  | { readonly key: string; readonly newName: string }
  | { readonly key: string; readonly nobody: true }

export interface SpeechImport {
  readonly recordingId: string
  /** The file's name. */
  readonly source: string
  /** Take over who speaks when. */
  readonly turns: boolean
  /** Take over what is said. */
  readonly transcript: boolean
  readonly replace: {
    readonly segments: 'none' | 'imported' | 'all'
    readonly passages: 'none' | 'all'
  }
}

/** What is proposed, as choices; `choices` for the same names win. */
export function choicesFor(
  matches: readonly SpeakerMatch[],
  choices: readonly SpeechChoice[] = [],
): SpeechChoice[] {
  const chosen = new Map(choices.map((choice) => [choice.key, choice]))
  return matches.map(
    ({ key, speakerId, name }) =>
      chosen.get(key) ?? (speakerId === null ? { key, newName: name } : { key, speakerId }),
  )
}

/**
 * Whether the turns of a file are wanted when nobody said: yes where it says nothing else, or where the recording
 * has none; what the recording's own tags tell is better than where captions begin and end.
 */
export function wantsTurns(
  placed: Pick<PlacedSpeech, 'turns' | 'passages'>,
  episode: Pick<Episode, 'segments'>,
  recordingId: string,
): boolean {
  if (placed.turns.length === 0) return false
  const isKnown = episode.segments.some(
    (segment) => segment.recordingId === recordingId && segment.origin !== 'imported',
  )
  return placed.passages.length === 0 || !isKnown
}

/** The edit that takes over a file. The one unnamed lane of a recording about which nothing was known goes. */
export function importCommand(
  episode: Episode,
  placed: Pick<PlacedSpeech, 'turns' | 'passages'>,
  choices: readonly SpeechChoice[],
  { recordingId, source, turns, transcript, replace }: SpeechImport,
): EditCommand {
  const known = new Set(choices.filter((choice) => !('nobody' in choice)).map(({ key }) => key))
  const segments = turns ? placed.turns.filter(({ speaker }) => known.has(speaker)) : []
  const passages = transcript ? placed.passages : []
  const used = new Set([...segments, ...passages].map(({ speaker }) => speaker))
  const command = {
    type: 'importSpeech' as const,
    recordingId,
    source: source.slice(0, 200),
    speakers: choices.flatMap((choice) => ('nobody' in choice || !used.has(choice.key) ? [] : [choice])),
    segments: segments.map(({ speaker, ...range }) => ({ speakerKey: speaker, ...range })),
    passages: passages.map(({ speaker, ...passage }) => ({
      speakerKey: speaker !== null && known.has(speaker) ? speaker : null,
      ...passage,
    })),
    replace,
  }
  const unnamed = unnamedLane(episode)
  const isUsed = command.speakers.some((choice) => 'speakerId' in choice && choice.speakerId === unnamed)
  if (unnamed === undefined || isUsed || command.speakers.length === 0) return command
  return {
    type: 'batch',
    label: commandLabel(episode, command),
    commands: [command, { type: 'removeSpeaker', speakerId: unnamed }],
  }
}

/** The speaker that a recording gets of whom nobody tells, as long as nothing was done to it. */
function unnamedLane({ speakers, segments, passages }: Episode): string | undefined {
  const [only, ...others] = speakers
  const isUntouched = only?.name === 'Speaker 1' && only.handle === null && only.userId === null
  return isUntouched && others.length === 0 && segments.length === 0 && passages.length === 0
    ? only.id
    : undefined
}
