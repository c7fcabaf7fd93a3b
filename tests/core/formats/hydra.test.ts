import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createAdtsScanner } from '#core/formats/adts.ts'
import { createHydraReader, type HydraParticipant, type HydraTick, hydraTag } from '#core/formats/hydra.ts'
import { HOST_KEY, hydraTimeline } from '#core/formats/hydra-timeline.ts'
import { textFrame, userTextFrame, writeId3 } from '#core/formats/id3-write.ts'
import { makeSpace } from '../../fixtures/space.ts'
import { type Insertion, weave } from '../../fixtures/weave.ts'

const RATE = 48_000
/** Ticks every 47 frames: 1.0027 s. */
const FRAMES_PER_TICK = 47
const TICK = FRAMES_PER_TICK * 1024

/** A frame with a valid header and nothing that could be decoded: the scanner does not look inside. */
const FRAME = Uint8Array.of(0xff, 0xf1, 0x4c, 0x80, 0x01, 0x7f, 0xfc, 1, 2, 3, 4)

function ticksOf(bytes: Uint8Array, piece = bytes.length): { ticks: HydraTick[]; durationSamples: number } {
  const ticks: HydraTick[] = []
  const reader = createHydraReader()
  const scanner = createAdtsScanner({
    onTag(tag, atSample) {
      const tick = reader.read(tag, atSample)
      if (tick) ticks.push(tick)
    },
  })
  for (let at = 0; at < bytes.length; at += piece) scanner.push(bytes.slice(at, at + piece))
  return { ticks, durationSamples: scanner.end().durationSamples }
}

/** What one person does in each tick. */
type Doing = 'away' | 'silent' | 'speaking'

interface Cast {
  /** Row 0 is the host, who is never away. */
  readonly rows: Doing[][]
  readonly sizes: 'synchsafe' | 'plain'
  readonly junk: Uint8Array[]
  readonly reversed: boolean
}

const casts: fc.Arbitrary<Cast> = fc.integer({ min: 1, max: 25 }).chain((tickCount) =>
  fc.record({
    rows: fc.array(
      fc.array(fc.constantFrom<Doing>('away', 'silent', 'speaking'), {
        minLength: tickCount,
        maxLength: tickCount,
      }),
      { minLength: 1, maxLength: 6 },
    ),
    sizes: fc.constantFrom('synchsafe' as const, 'plain' as const),
    junk: fc.array(fc.uint8Array({ maxLength: 60 }), { minLength: tickCount, maxLength: tickCount }),
    reversed: fc.boolean(),
  }),
)

const idOf = (row: number) => `1Person${row}AbCdE`

/** A new session each time somebody comes back. */
function sessionOf(row: readonly Doing[], tick: number): number {
  return row.filter((doing, at) => at < tick && doing === 'away').length
}

function person(row: number, session: number): HydraParticipant {
  const sessionId = `session-${row}-${session}`
  return { userId: idOf(row), userName: `person_${row}`, sessionId, profileUrl: `https://example.org/${row}` }
}

function bytesOf(cast: Cast): Uint8Array {
  const tickCount = cast.rows[0]!.length
  const insertions: Insertion[] = []
  for (let tick = 0; tick < tickCount; tick++) {
    const stage = cast.rows.map((_, row) => row).filter((row) => row > 0 && cast.rows[row]![tick] !== 'away')
    // Slots change from tick to tick: identity must not come from them.
    if (cast.reversed && tick % 2 === 1) stage.reverse()
    const level = (row: number) => (cast.rows[row]![tick] === 'speaking' ? 8 + row : row % 8)
    const tag = hydraTag(
      {
        ntpSeconds: 3_900_000_000 + (tick * TICK) / RATE,
        participants: stage.map((row) => person(row, sessionOf(cast.rows[row]!, tick))),
        levels: [0, ...stage].map(level),
      },
      { frameSizes: cast.sizes },
    )
    insertions.push({ atFrame: tick * FRAMES_PER_TICK, bytes: tag })
    insertions.push({ atFrame: tick * FRAMES_PER_TICK, bytes: cast.junk[tick]! })
  }
  return weave(
    Array.from({ length: tickCount * FRAMES_PER_TICK }, () => FRAME),
    insertions,
  )
}

/** The truth: speaking, or a single tick without speech between two with it. */
function talks(row: readonly Doing[], tick: number): boolean {
  const at = (place: number) => row[place] === 'speaking'
  return at(tick) || (at(tick - 1) && at(tick + 1))
}

describe('random casts', () => {
  test('come back as who spoke when, in any chunks, with junk and a cut tail', () => {
    fc.assert(
      fc.property(casts, fc.integer({ min: 1, max: 3000 }), fc.nat(10), (cast, piece, cut) => {
        const whole = bytesOf(cast)
        const { ticks, durationSamples } = ticksOf(whole.subarray(0, whole.length - cut), piece)
        const timeline = hydraTimeline(ticks, { durationSamples })
        const tickCount = cast.rows[0]!.length
        expect(timeline.tickCount).toBe(tickCount)
        expect(durationSamples).toBe((tickCount * FRAMES_PER_TICK - (cut > 0 ? 1 : 0)) * 1024)
        expect(timeline.gaps).toEqual([])
        expect(timeline.startedAtUnixSeconds).toBeCloseTo(3_900_000_000 - 2_208_988_800, 2)
        cast.rows.forEach((row, index) => {
          const key = index === 0 ? HOST_KEY : `user:${idOf(index)}`
          const own = timeline.segments.filter(({ speakerKey }) => speakerKey === key)
          for (let tick = 0; tick < tickCount; tick++) {
            const middle = (tick + 0.5) * TICK
            const found = own.some(({ startSample, endSample }) => startSample < middle && middle < endSample)
            expect(found).toBe(talks(row, tick))
          }
          const onStage = index === 0 || row.some((doing) => doing !== 'away')
          expect(timeline.speakers.some((speaker) => speaker.key === key)).toBe(onStage)
        })
      }),
      { numRuns: 80 },
    )
  })

  test('segments are sorted, inside the recording, and never overlap for one person', () => {
    const anyTick = fc.record({
      atSample: fc.nat(40 * RATE),
      ntpSeconds: fc.option(fc.double({ min: 1, max: 5e9, noNaN: true })),
      participants: fc.array(
        fc.record({
          userId: fc.constantFrom('', 'a', 'b'),
          userName: fc.constantFrom('', 'x', '@Y'),
          sessionId: fc.constantFrom('', 's'),
          profileUrl: fc.constant(''),
        }),
        { maxLength: 4 },
      ),
      levels: fc.array(fc.nat(20), { maxLength: 6 }),
    })
    fc.assert(
      fc.property(fc.array(anyTick, { maxLength: 40 }), fc.nat(40 * RATE), (ticks, durationSamples) => {
        const { segments, speakers, gaps } = hydraTimeline(ticks, { durationSamples })
        const keys = speakers.map(({ key }) => key)
        expect(new Set(keys).size).toBe(keys.length)
        segments.forEach((segment, place) => {
          expect(keys).toContain(segment.speakerKey)
          expect(segment.startSample).toBeGreaterThanOrEqual(segments[place - 1]?.startSample ?? 0)
          expect(segment.endSample).toBeGreaterThan(segment.startSample)
          expect(segment.endSample).toBeLessThanOrEqual(durationSamples)
          expect(segment.confidence).toBeGreaterThan(0)
          expect(segment.confidence).toBeLessThanOrEqual(1)
          for (const later of segments.slice(place + 1)) {
            if (later.speakerKey !== segment.speakerKey) continue
            expect(later.startSample).toBeGreaterThan(segment.endSample)
          }
        })
        for (const gap of gaps) expect(gap.missingSeconds).toBeGreaterThan(0.5)
      }),
    )
  })
})

describe('single facts', () => {
  const tick = (atSeconds: number, levels: number[], ntpSeconds: number | null = null): HydraTick => ({
    atSample: atSeconds * RATE,
    ntpSeconds,
    participants: [person(1, 0)],
    levels,
  })

  test('a late or missing tick is not filled with speech', () => {
    const { segments } = hydraTimeline([tick(1, [9]), tick(5, [0])], { durationSamples: 10 * RATE })
    expect(segments.map((each) => [each.startSample, each.endSample])).toEqual([[RATE, 2.5 * RATE]])
  })

  test('the host has no user id, and the name that is told', () => {
    const told = { durationSamples: RATE, hostName: 'Maya', hostHandle: 'maya' }
    expect(hydraTimeline([tick(0, [0])], { durationSamples: RATE }).speakers[0]).toEqual({
      key: 'host',
      userId: null,
      name: 'Host',
      handle: null,
      role: 'host',
      profileUrl: null,
    })
    expect(hydraTimeline([tick(0, [0])], told).speakers[0]).toMatchObject({ name: 'Maya', handle: 'maya' })
    expect(hydraTimeline([], told).speakers).toEqual([])
  })

  test('a gap is where the clock ran ahead and stayed ahead; a late tag is none', () => {
    const ticks = [
      tick(0, [0], 100),
      tick(1, [0], 101),
      tick(2, [0], 105.25),
      tick(3, [0], 106.25),
      tick(4, [0], 107.95),
      tick(5, [0], 108.25),
      tick(6, [0], 108.9),
    ]
    expect(hydraTimeline(ticks, { durationSamples: 9 * RATE }).gaps).toEqual([
      { atSample: 2 * RATE, missingSeconds: 3.25 },
    ])
  })

  test('half a tag is better than none, and other tags are no ticks', () => {
    const { read } = createHydraReader()
    const tag = (participants: string, levels: string) =>
      writeId3([
        textFrame('TIT3', 'no number'),
        userTextFrame('JSONMetadata', '{"HydraVersion":5,"ntp":"3900000000.5","new":[]}'),
        userTextFrame('HydraParticipants', participants),
        userTextFrame('HydraAudioLevel', levels),
      ])
    const odd = read(
      tag('[null,{"UserId":77,"UserName":"@ann","X":1},{"UserName":"bo"}]', '[9,"8",null,-3]'),
      5,
    )!
    expect(odd).toMatchObject({ atSample: 5, ntpSeconds: 3_900_000_000.5, levels: [9, 8, 0, 0] })
    const { speakers, segments } = hydraTimeline([odd], { durationSamples: RATE })
    expect(speakers.map(({ key, name, userId }) => [key, name, userId])).toEqual([
      ['host', 'Host', null],
      ['user:77', 'ann', '77'],
      ['handle:bo', 'bo', null],
    ])
    expect(segments.map(({ speakerKey }) => speakerKey)).toEqual(['host'])
    expect(read(tag('{bad', 'bad'), 0)).toMatchObject({ participants: [], levels: [] })
    expect(read(writeId3([textFrame('TIT2', 'a song')]), 0)).toBeNull()
    expect(read(Uint8Array.of(1, 2, 3), 0)).toBeNull()
  })

  test('a made Space tells its own truth', async () => {
    const made = await makeSpace({
      durationSeconds: 20,
      junkBytes: 120,
      frameSizes: 'plain',
      ntpGaps: [{ atSeconds: 12, missingSeconds: 4 }],
    })
    const { ticks, durationSamples } = ticksOf(made.bytes)
    expect(durationSamples).toBe(made.durationSamples)
    const { segments, gaps } = hydraTimeline(ticks, { durationSamples })
    expect(segments.length).toBe(made.turns.length)
    segments.forEach((segment, place) => {
      const turn = made.turns[place]!
      expect(segment.speakerKey).toContain(turn.key === 'host' ? 'host' : 'user:1')
      expect(Math.abs(segment.startSample / RATE - turn.startSeconds)).toBeLessThan(0.05)
      expect(Math.abs(segment.endSample / RATE - turn.endSeconds)).toBeLessThan(0.05)
    })
    expect(gaps.map(({ missingSeconds }) => missingSeconds)).toEqual([4])
    expect(Math.abs(gaps[0]!.atSample - 12 * RATE)).toBeLessThanOrEqual(1024)
  })
})
