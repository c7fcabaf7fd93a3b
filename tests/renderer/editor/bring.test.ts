import { describe, expect, it } from 'vitest'
import type { Brought } from '#core/contract/imports.ts'
import type { SpeechPreview } from '#core/contract/transcripts.ts'
import {
  choicesOf,
  type Match,
  proposedWho,
  reasonOf,
  settingsFor,
  takesAnything,
} from '#renderer/editor/speechImport/choices.ts'
import { dialogForDrop } from '#renderer/editor/useDrops.ts'
import { offerDrop, registerDropHandler } from '#renderer/import/dropHandlers.ts'

const match = (key: string, more: Partial<Match> = {}): Match => ({
  key,
  turns: 1,
  talkSamples: 48_000,
  speakerId: null,
  name: key.replaceAll('_', ' '),
  reason: 'new',
  overlap: null,
  ...more,
})

const preview: SpeechPreview = {
  source: 'talk.vtt',
  format: 'webvtt',
  formatName: 'WebVTT',
  recordingId: 'rec',
  speakers: [
    match('Ada_L'),
    match('Ben', { speakerId: 's2', name: 'Ben', reason: 'name' }),
    match('SPEAKER_00', { speakerId: 's1', name: 'Ada', reason: 'overlap', overlap: 0.834 }),
  ],
  counts: {
    cues: 3,
    words: 9,
    spreadWords: 9,
    outside: 0,
    repaired: 0,
    damaged: 0,
    turns: 3,
    passages: 3,
  },
  warnings: [],
  lines: [],
  wantsTurns: false,
  existing: { importedTurns: 0, otherTurns: 4, passages: 0 },
}

describe('a speaker or transcript file', () => {
  it('is taken as proposed unless a person chooses otherwise', () => {
    expect(choicesOf(preview, new Map())).toEqual([
      { key: 'Ada_L', newName: 'Ada L' },
      { key: 'Ben', speakerId: 's2' },
      { key: 'SPEAKER_00', speakerId: 's1' },
    ])
    const whos = new Map([
      ['Ada_L', 'id:s1'],
      ['Ben', 'nobody'],
      ['SPEAKER_00', 'new'],
    ] as const)
    expect(choicesOf(preview, whos)).toEqual([
      { key: 'Ada_L', speakerId: 's1' },
      { key: 'Ben', nobody: true },
      // Not the name of whom it was thought to be.
      { key: 'SPEAKER_00', newName: 'SPEAKER_00' },
    ])
  })

  it('says why a name is whom it is', () => {
    const [, , third] = preview.speakers
    expect(preview.speakers.map((one) => reasonOf(one, proposedWho(one)))).toEqual([
      'Not known yet',
      'Same name',
      'Speaks at the same time, 83 %',
    ])
    expect(reasonOf(third!, 'nobody')).toBe('Your choice')
  })

  it('does not tell a transcript twice, nor asks for what it does not have', () => {
    expect(settingsFor(preview)).toEqual({
      turns: false,
      transcript: true,
      segments: 'imported',
      passages: 'none',
    })
    const again = { ...preview, existing: { ...preview.existing, passages: 3 } }
    expect(settingsFor(again).passages).toBe('all')
    const onlyTurns = { ...preview, wantsTurns: true, counts: { ...preview.counts, passages: 0 } }
    expect(settingsFor(onlyTurns)).toMatchObject({ turns: true, transcript: false })
    expect(takesAnything(onlyTurns, { ...settingsFor(onlyTurns), turns: false })).toBe(false)
    expect(takesAnything(preview, settingsFor(preview))).toBe(true)
  })
})

const brought = (type: Brought['type']): Brought => ({
  path: `/${type}`,
  name: type,
  type,
  description: '',
  problem: null,
})

describe('what is dropped on the editor', () => {
  it('opens the dialog for its kind, and is left to others where it is none of these', () => {
    expect(dialogForDrop([brought('speech')])?.type).toBe('importSpeech')
    expect(dialogForDrop([brought('recording'), brought('chunks')])?.type).toBe('addRecording')
    expect(dialogForDrop([brought('archive')])?.type).toBe('addRecording')
    for (const other of ['sidecar', 'pack', 'unknown'] as const)
      expect(dialogForDrop([brought(other)])).toBeNull()
    expect(dialogForDrop([brought('speech'), brought('recording')])).toBeNull()
    expect(dialogForDrop([])).toBeNull()
  })

  it('goes to the newest handler that takes it', () => {
    const asked: string[] = []
    const handler = (name: string, takes: boolean) =>
      registerDropHandler(() => {
        asked.push(name)
        return takes
      })
    const stops = [handler('old', true), handler('new', false)]
    expect(offerDrop([brought('speech')])).toBe(true)
    expect(asked).toEqual(['new', 'old'])
    for (const stop of stops) stop()
    expect(offerDrop([brought('speech')])).toBe(false)
  })
})
