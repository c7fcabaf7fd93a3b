import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createAdtsScanner } from '#core/formats/adts.ts'
import { createHydraReader, type HydraTick } from '#core/formats/hydra.ts'
import { hydraTimeline } from '#core/formats/hydra-timeline.ts'
import { sniffContainer } from '#core/formats/sniff.ts'

interface Truth {
  file: string
  durationSamples: number
  startedAtUnixSeconds: number
  people: { key: string; handle: string; userId: string | null }[]
  callumJoinsAtSeconds: number
  gap: { atSeconds: number; missingSeconds: number }
  turns: { who: string; startSeconds: number; endSeconds: number }[]
}

const folder = join(import.meta.dirname, '../../../resources/demo')
const truth: Truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'))
const bytes = readFileSync(join(folder, truth.file))

function readDemo() {
  const ticks: HydraTick[] = []
  const reader = createHydraReader()
  const scanner = createAdtsScanner({
    onTag(tag, atSample) {
      const tick = reader.read(tag, atSample)
      if (tick) ticks.push(tick)
    },
  })
  scanner.push(bytes)
  const scan = scanner.end()
  return { scan, ticks, timeline: hydraTimeline(ticks, { durationSamples: scan.durationSamples }) }
}

describe('the demo Space', () => {
  const { scan, ticks, timeline } = readDemo()

  test('is raw AAC of the stated length without a byte of junk', () => {
    expect(sniffContainer(bytes)).toBe('adts')
    expect(scan.durationSamples).toBe(truth.durationSamples)
    expect([scan.junkBytes, scan.tailCut, scan.formatChanges]).toEqual([0, false, 0])
    expect(timeline.startedAtUnixSeconds).toBeCloseTo(truth.startedAtUnixSeconds, 2)
  })

  test('names the people who are in it', () => {
    expect(timeline.speakers.map(({ userId }) => userId)).toEqual(truth.people.map(({ userId }) => userId))
    expect(timeline.speakers.slice(1).map(({ handle }) => handle)).toEqual(
      truth.people.slice(1).map(({ handle }) => handle),
    )
    const before = ticks.filter(({ participants }) => participants.length === 2)
    expect(Math.abs(before.length - truth.callumJoinsAtSeconds)).toBeLessThan(1.1)
  })

  test('every turn has a segment that starts and ends within a second of it, or spans it', () => {
    for (const { who, startSeconds, endSeconds } of truth.turns) {
      const userId = truth.people.find(({ key }) => key === who)!.userId
      const key = userId === null ? 'host' : `user:${userId}`
      const found = timeline.segments.filter(
        (segment) =>
          segment.speakerKey === key &&
          segment.startSample < endSeconds * 48_000 &&
          segment.endSample > startSeconds * 48_000,
      )
      expect(found.length).toBe(1)
      expect(found[0]!.startSample / 48_000).toBeLessThan(startSeconds + 1)
      expect(found[0]!.endSample / 48_000).toBeGreaterThan(endSeconds - 1)
    }
  })

  test('nobody has a segment where the room is silent', () => {
    for (const segment of timeline.segments) {
      const middle = (segment.startSample + segment.endSample) / 2 / 48_000
      const near = truth.turns.some((turn) => turn.startSeconds - 1 < middle && middle < turn.endSeconds + 1)
      expect(near).toBe(true)
    }
  })

  test('shows the dropout as a gap', () => {
    expect(timeline.gaps.map(({ missingSeconds }) => missingSeconds)).toEqual([truth.gap.missingSeconds])
    expect(Math.abs(timeline.gaps[0]!.atSample / 48_000 - truth.gap.atSeconds)).toBeLessThan(1.1)
  })
})
