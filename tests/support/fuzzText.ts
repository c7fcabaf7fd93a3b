/** Text gone wrong, from a seed: the same seed gives the same cases. */

import { randomFrom } from './mutate.ts'

/** What trips readers of text formats. */
const TROUBLE = [
  '',
  '\0',
  '\n',
  '\r',
  '\r\n',
  '\n\n',
  '\t',
  ' ',
  '\u2028',
  '\uFEFF',
  '\uD800',
  '\u202e',
  '\u00a0',
  '😀',
  '中文',
  'ก',
  '<',
  '>',
  '<v ',
  '</v>',
  '&',
  '&amp;',
  '&#x110000;',
  '-->',
  '00:00:01.000 --> 00:00:00.500',
  ':',
  ': ',
  '[',
  ']:',
  '{',
  '}',
  '"',
  '\\',
  ',',
  'null',
  '-1',
  '1e999',
  'NaN',
  '9999999999999999',
  '99:99:99,999',
  '-0',
  '0.1e-5',
  '[]',
  '{}',
  'SPEAKER ',
  'WEBVTT',
  'NOTE',
  '<00:00:01.000>',
  '<NA>',
]

/** `count` broken versions of the samples: characters lost, doubled, swapped, cut short, or trouble put in. */
export function* mutations(samples: readonly string[], count: number, seed: number): Generator<string> {
  const random = randomFrom(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  for (let i = 0; i < count; i++) {
    let text = samples[below(samples.length)]!
    for (let edits = 1 + below(6); edits > 0; edits--) {
      const at = below(text.length + 1)
      const length = below(random() < 0.2 ? 40 : 4)
      const kind = below(6)
      if (kind === 0) text = text.slice(0, at) + text.slice(at + length)
      else if (kind === 1)
        text = text.slice(0, at) + text.slice(at, at + length).repeat(2) + text.slice(at + length)
      else if (kind === 2)
        text = text.slice(0, at) + TROUBLE[below(TROUBLE.length)]! + text.slice(at + length)
      else if (kind === 3) text = text.slice(0, at) + TROUBLE[below(TROUBLE.length)]! + text.slice(at)
      else if (kind === 4) text = text.slice(0, at) + String(below(10)) + text.slice(at + 1)
      else if (random() < 0.2) text = text.slice(0, at)
      else text = text.slice(at) + text.slice(0, at)
    }
    yield text
  }
}

/** Values that no reader of JSON expects where they stand. */
const WRONG = [
  null,
  true,
  -1,
  0,
  1e308,
  -1e308,
  0.5,
  '',
  ' ',
  'x',
  '12',
  'Ada: hi',
  [],
  {},
  [[]],
  [null],
  { text: 1 },
]

/** `count` versions of JSON in which values went wrong or missing, each still JSON. */
export function* valueMutations(samples: readonly string[], count: number, seed: number): Generator<string> {
  const random = randomFrom(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  for (let i = 0; i < count; i++) {
    const root: unknown = JSON.parse(samples[below(samples.length)]!)
    for (let edits = 1 + below(4); edits > 0; edits--) {
      const places: [Record<string, unknown>, string][] = []
      collect(root, places)
      const place = places[below(places.length)]
      if (!place) continue
      const [owner, key] = place
      if (random() < 0.15) delete owner[key]
      else if (random() < 0.2 && typeof owner[key] === 'number') owner[key] = owner[key] * (random() * 4 - 1)
      else owner[key] = structuredClone(WRONG[below(WRONG.length)])
    }
    yield JSON.stringify(root)
  }
}

function collect(value: unknown, places: [Record<string, unknown>, string][]): void {
  if (typeof value !== 'object' || value === null) return
  for (const key of Object.keys(value)) {
    places.push([value as Record<string, unknown>, key])
    collect((value as Record<string, unknown>)[key], places)
  }
}
