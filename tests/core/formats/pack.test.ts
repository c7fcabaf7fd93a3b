import { describe, expect, it } from 'vitest'
import { applyCommand, commandLabel, type EditCommand } from '#core/edit/apply.ts'
import type { LogEntry } from '#core/edit/history.ts'
import { checkEpisode } from '#core/episode/check.ts'
import { createEpisode } from '#core/episode/create.ts'
import { type Episode, episodeSchema } from '#core/episode/schema.ts'
import {
  isLaterVersion,
  manifestSchema,
  type PackManifest,
  readManifest,
  readPackedDocument,
  readPackedLog,
} from '#core/formats/pack.ts'
import type { Result } from '#core/problem.ts'
import { fuzzSeed } from '../../support/fuzz.ts'
import { mutateJson, randomFrom } from '../../support/mutate.ts'

const HASH = 'ab'.repeat(32)
const AT = '2026-11-25T12:00:00.000Z'

const manifest: PackManifest = {
  format: 'afterspace',
  version: 1,
  app: '0.1.0',
  packedAt: AT,
  project: { id: 'p1', title: 'A room', revision: 3, createdAt: AT, changedAt: AT },
  documents: [
    { afterStep: 0, bytes: 10, sha256: HASH },
    { afterStep: 50, bytes: 10, sha256: HASH },
  ],
  log: { bytes: 10, sha256: HASH },
  media: ['rec-1', 'read-1'].map((id, i) => ({
    id,
    kind: i === 0 ? 'recording' : 'read',
    name: 'a.wav',
    contentHash: HASH,
    originalBytes: 10,
    isOriginal: i === 0,
    codec: 'aac',
    container: 'adts',
    sourceSampleRate: 48_000,
    sourceChannels: 2,
    durationSamples: 480_000,
    gaps: [{ atSample: 5, missingSeconds: 1.5 }],
    startedAtUnixSeconds: null,
    integratedLufs: -20.5,
    truePeakDbtp: -1,
    access:
      i === 0
        ? { type: 'seekable', leadSamples: 0 }
        : { type: 'frames', framing: 'adts', sampleRate: 48_000, samplesPerFrame: 1024, leadSamples: 0 },
    sound: { bytes: 10, sha256: HASH },
  })),
  reads: [
    {
      id: 'sponsor-1',
      mediaId: 'read-1',
      name: 'N',
      brand: 'B',
      campaign: '',
      link: '',
      createdAt: AT,
      removedAt: null,
    },
  ],
  covers: [{ id: 'cover1', bytes: 10, sha256: HASH }],
}

function sample(): { episode: Episode; log: LogEntry[] } {
  const commands: EditCommand[] = [
    { type: 'cut', from: 1_000, to: 50_000 },
    { type: 'addMarker', mediaId: 'rec-1', sample: 77, title: 'Hello' },
    { type: 'setClipGain', clipId: 'c1', gainDb: -3 },
    { type: 'setDetails', description: 'A talk', coverId: 'cover1' },
  ]
  let episode = createEpisode({
    id: 'p1',
    title: 'A room',
    recording: { id: 'rec-1', name: 'a.wav', durationSamples: 480_000, gaps: [] },
    people: {
      origin: 'hydra',
      speakers: [{ key: 'a', userId: null, name: 'Ada', handle: 'ada', role: 'host' }],
      segments: [{ speakerKey: 'a', startSample: 5, endSample: 4_000, confidence: 1 }],
    },
  })
  const log: LogEntry[] = []
  for (const command of commands) {
    const next = applyCommand(episode, command)
    if (!next.ok) continue
    log.push({
      revision: log.length + 1,
      kind: 'edit',
      command,
      label: commandLabel(episode, command),
      at: AT,
    })
    episode = next.value
  }
  for (const kind of ['undo', 'undo', 'redo'] as const)
    log.push({ revision: log.length + 1, kind, command: null, label: 'x', at: AT })
  return { episode, log }
}

describe('what a pack says', () => {
  it('is read as it was written', () => {
    const { episode, log } = sample()
    expect(readManifest(JSON.stringify(manifest))).toEqual({ ok: true, value: manifest })
    expect(readPackedDocument(JSON.stringify(episode))).toEqual({ ok: true, value: episode })
    const read = readPackedLog(log.map((entry) => JSON.stringify(entry)))
    expect(read).toMatchObject({ ok: true, value: { entries: log, history: { revision: log.length } } })
    const { passages: _, ...old } = episode
    expect(readPackedDocument(JSON.stringify({ ...old, schemaVersion: 1 }))).toEqual({
      ok: true,
      value: episode,
    })
  })

  it('is refused with a problem or holds, whatever was done to it', () => {
    const seed = fuzzSeed()
    const random = randomFrom(seed)
    const { episode, log } = sample()
    const counts = { taken: 0, refused: 0 }
    const check = <T>(input: string, result: Result<T>, holds: (value: T) => boolean) => {
      counts[result.ok ? 'taken' : 'refused']++
      if (result.ok ? holds(result.value) : /^pack-(damaged|newer)$/.test(result.error.code)) return
      throw new Error(`FUZZ_SEED=${seed}: ${JSON.stringify(result).slice(0, 500)} for ${input}`)
    }
    const changed = (original: unknown) => mutateJson(JSON.stringify(original), random, 0.02)
    for (let i = 0; i < 10_000; i++) {
      const manifestText = changed(manifest)
      check(
        manifestText,
        readManifest(manifestText),
        (value) =>
          manifestSchema.safeParse(value).success &&
          value.media.every(({ id }) => /^[a-z0-9-]{1,64}$/i.test(id)) &&
          value.documents.some(({ afterStep }) => afterStep === 0),
      )
      const documentText = changed(episode)
      check(
        documentText,
        readPackedDocument(documentText),
        (value) => episodeSchema.safeParse(value).success && checkEpisode(value).ok,
      )
      const lines = log.map((entry) => JSON.stringify(entry))
      const line = Math.floor(random() * lines.length)
      lines[line] = changed(log[line])
      check(
        lines.join('\n'),
        readPackedLog(lines),
        ({ entries, history }) =>
          history.revision === entries.length &&
          history.position <= history.steps.length &&
          entries.every(
            (entry, n) => entry.revision === n + 1 && (entry.kind === 'edit') === (entry.command !== null),
          ),
      )
    }
    console.log(`${counts.taken} taken, ${counts.refused} refused`)
    expect(counts.taken).toBeGreaterThan(300)
    expect(counts.refused).toBeGreaterThan(15_000)
  })

  it('is told from what a later version says', () => {
    expect(isLaterVersion('0.2.0', '0.1.9')).toBe(true)
    expect(isLaterVersion('1.0.0', '0.9.9')).toBe(true)
    expect(isLaterVersion('0.1.10', '0.1.9')).toBe(true)
    for (const [a, b] of [
      ['0.1.0', '0.1.0'],
      ['0.1.9', '0.2.0'],
      ['', '0.1.0'],
      ['new', '0.1.0'],
    ] as const)
      expect(isLaterVersion(a, b)).toBe(false)
  })
})
