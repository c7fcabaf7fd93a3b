import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CONTROL, type ControlEvent, openMicsOf } from '#core/formats/sidecar/openMics.ts'

const event = (personKey: string, at: number, name: keyof typeof CONTROL): ControlEvent => ({
  personKey,
  atUnixSeconds: 2e9 + at,
  event: CONTROL[name],
})
const ranges = (events: ControlEvent[], logStart = 0) =>
  openMicsOf(events, 2e9 + logStart).map(({ personKey, startUnixSeconds, endUnixSeconds }) => [
    personKey,
    startUnixSeconds - 2e9,
    endUnixSeconds === null ? null : endUnixSeconds - 2e9,
  ])

it('opens and closes as people unmute, mute and go', () => {
  expect(
    ranges([
      event('a', 1, 'unmuted'),
      event('b', 5, 'added'),
      event('b', 7, 'unmuted'),
      event('b', 9, 'muted'),
      event('b', 12, 'unmuted'),
      event('b', 20, 'removed'),
      event('a', 30, 'muted'),
      event('a', 31, 'muted'),
      event('c', 40, 'added'),
      event('c', 44, 'left'),
      event('d', 50, 'added'),
    ]),
  ).toEqual([
    ['a', 1, 30],
    ['b', 7, 9],
    ['b', 12, 20],
    ['c', 40, 44],
    ['d', 50, null],
  ])
})

it('takes somebody whose first word is a mute for open since the log began, and somebody who leaves for silent', () => {
  expect(ranges([event('a', 9, 'muted'), event('b', 10, 'left')], 2)).toEqual([['a', 2, 9]])
})

it('gives stretches that are not empty and do not overlap for one person, in whatever order events come', () => {
  const events = fc.array(
    fc
      .tuple(
        fc.constantFrom('a', 'b'),
        fc.nat(50),
        fc.constantFrom(...(Object.keys(CONTROL) as (keyof typeof CONTROL)[])),
      )
      .map(([who, at, name]) => event(who, at, name)),
    { maxLength: 30 },
  )
  fc.assert(
    fc.property(events, (list) => {
      const mics = ranges(list) as [string, number, number | null][]
      for (const who of ['a', 'b']) {
        let last = 0
        for (const [, from, to] of mics.filter(([key]) => key === who)) {
          expect(from).toBeGreaterThanOrEqual(last)
          if (to !== null) expect(to).toBeGreaterThan(from)
          last = to ?? Number.POSITIVE_INFINITY
        }
      }
    }),
  )
})
