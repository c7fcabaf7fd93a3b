/** What a person decides about a speaker or transcript file, and how the contract wants it. Pure. */
import type { SpeechImportRequest, SpeechPreview } from '#core/contract/transcripts.ts'

export type Match = SpeechPreview['speakers'][number]

/** Who a name of the file is to be: a speaker's id behind `id:`, somebody new, or nobody. */
export type Who = `id:${string}` | 'new' | 'nobody'

/** What people chose otherwise than was proposed, by name of the file. */
export type Whos = ReadonlyMap<string, Who>

export interface SpeechSettings {
  /** Take over who speaks when. */
  readonly turns: boolean
  /** Take over what is said. */
  readonly transcript: boolean
  /** Turns of the recording that go first. */
  readonly segments: 'none' | 'imported' | 'all'
  /** Transcript of the recording that goes first. */
  readonly passages: 'none' | 'all'
}

/** What is set before anybody chose. A second transcript takes the place of the first: nobody wants it twice. */
export function settingsFor({ counts, wantsTurns, existing }: SpeechPreview): SpeechSettings {
  return {
    turns: wantsTurns,
    transcript: counts.passages > 0,
    segments: 'imported',
    passages: existing.passages > 0 ? 'all' : 'none',
  }
}

/** Who a name would be when nobody chose. */
export function proposedWho({ speakerId }: Match): Who {
  return speakerId === null ? 'new' : `id:${speakerId}`
}

/** What a new person of this name of the file would be called. */
export function newNameOf({ key, name, reason }: Match): string {
  return reason === 'new' ? name : key.trim() || 'Speaker'
}

/** Why a name is proposed to be who it is; what a person chose otherwise needs no reason. */
export function reasonOf(match: Match, who: Who): string {
  if (who !== proposedWho(match)) return 'Your choice'
  switch (match.reason) {
    case 'name':
      return 'Same name'
    case 'handle':
      return 'Same handle'
    case 'overlap':
      return `Speaks at the same time, ${Math.round((match.overlap ?? 0) * 100)} %`
    case 'new':
      return 'Not known yet'
  }
}

/** Every name with who it is to be, as the contract wants it. */
export function choicesOf(
  { speakers }: Pick<SpeechPreview, 'speakers'>,
  whos: Whos,
): NonNullable<SpeechImportRequest['choices']> {
  return speakers.map((match) => {
    const who = whos.get(match.key) ?? proposedWho(match)
    const { key } = match
    if (who === 'nobody') return { key, nobody: true }
    return who === 'new' ? { key, newName: newNameOf(match) } : { key, speakerId: who.slice('id:'.length) }
  })
}

/** Whether there is anything to import with these settings. */
export function takesAnything({ counts }: SpeechPreview, { turns, transcript }: SpeechSettings): boolean {
  return (turns && counts.turns > 0) || (transcript && counts.passages > 0)
}
