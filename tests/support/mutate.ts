/** Damage for good files, repeatable from a seed. */

export type Random = () => number

/** Numbers in `[0, 1)` that depend on the seed alone (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function pick<Item>(items: readonly Item[], random: Random): Item {
  return items[Math.floor(random() * items.length)]!
}

const NASTY_TEXT = [
  '',
  '\0',
  '\ufeff',
  '\n',
  '\r',
  '\r\n',
  '\n\n',
  '\t',
  ' ',
  '\u2028',
  '\u00a0',
  '\ud800',
  '\u202e',
  '😀',
  '中文',
  'ก',
  '\\',
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  ': ',
  ']:',
  '=',
  '[]',
  '{}',
  '1e999',
  '0.1e-5',
  '-0',
  '-1',
  '99999999999999999999999',
  'null',
  '"__proto__":',
  'NaN',
  // What captions and turns are written with.
  '<',
  '>',
  '<v ',
  '</v>',
  '&',
  '&amp;',
  '&#x110000;',
  '-->',
  '00:00:01.000 --> 00:00:00.500',
  '99:99:99,999',
  '<00:00:01.000>',
  'SPEAKER ',
  'WEBVTT',
  'NOTE',
  '<NA>',
  ' '.repeat(300),
  'a'.repeat(3000),
  '['.repeat(500),
]

const NASTY_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  1e308,
  -1e308,
  2 ** 53,
  '',
  ' ',
  '\ud83d',
  '\u202eabc',
  '0',
  '1677693600000',
  '99999999999999999999',
  'x'.repeat(6000),
  '__proto__',
  'constructor',
  '../../x',
  // The ids of other things.
  'rec-1',
  'c1',
  [],
  {},
  [[[[]]]],
  [null, 1, 'x', {}],
  { length: 4 },
  JSON.parse('{"__proto__":{"title":"polluted"},"hasOwnProperty":1,"toString":null}'),
]

/** The text with one to five damages: cut, lost, doubled, moved or overwritten parts, and odd characters. */
export function mutateText(text: string, random: Random): string {
  let damaged = text
  for (let times = 1 + Math.floor(random() * 5); times > 0; times--) damaged = damageText(damaged, random)
  return damaged
}

function damageText(text: string, random: Random): string {
  const from = Math.floor(random() * (text.length + 1))
  const to = Math.min(text.length, from + Math.floor(random() ** 3 * 400))
  const part = text.slice(from, to)
  switch (Math.floor(random() * 6)) {
    case 0:
      return text.slice(0, from)
    case 1:
      return text.slice(0, from) + text.slice(to)
    case 2:
      return text.slice(0, to) + part + text.slice(to)
    case 3: {
      const rest = text.slice(0, from) + text.slice(to)
      const place = Math.floor(random() * (rest.length + 1))
      return rest.slice(0, place) + part + rest.slice(place)
    }
    case 4:
      return text.slice(0, from) + pick(NASTY_TEXT, random) + text.slice(from)
    default:
      return text.slice(0, from) + pick(NASTY_TEXT, random) + text.slice(to)
  }
}

/**
 * The value with some of its parts replaced, taken out or doubled, and numbers out of scale; what JSON text in it spells is damaged inside,
 * too. `rate` is the share of parts that are touched.
 */
export function mutateValue(value: unknown, random: Random, rate = 0.06): unknown {
  if (random() < rate) return pick(NASTY_VALUES, random)
  if (typeof value === 'number' && random() < rate) return value * (random() * 4 - 1)
  if (typeof value === 'string' && /^[{[]/.test(value)) return mutateJson(value, random, rate)
  if (Array.isArray(value)) {
    return value.flatMap((item) => {
      const one = mutateValue(item, random, rate)
      const luck = random()
      return luck < rate / 4 ? [] : luck < rate / 2 ? [one, one] : [one]
    })
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const luck = random()
      if (luck < rate / 4) return []
      return [[luck < rate / 2 ? `${key}_` : key, mutateValue(item, random, rate)]]
    }),
  )
}

/** JSON text whose value was damaged; now and then its text is, too. */
export function mutateJson(json: string, random: Random, rate = 0.06): string {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return mutateText(json, random)
  }
  const damaged = JSON.stringify(mutateValue(value, random, rate))
  return random() < rate ? mutateText(damaged, random) : damaged
}

/** Numbers that length fields are set to. */
const NASTY_LENGTHS = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff]

/** The bytes with one to six damages: cut, lost, doubled or overwritten parts, flipped bits, odd lengths. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let damaged = bytes
  for (let times = 1 + Math.floor(random() * 6); times > 0; times--) damaged = damageBytes(damaged, random)
  return damaged
}

function damageBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const at = Math.floor(random() * bytes.length)
  const end = Math.min(bytes.length, at + 1 + Math.floor(random() ** 3 * 600))
  switch (Math.floor(random() * 6)) {
    case 0:
      return bytes.slice(0, at)
    case 1:
      return joined(bytes.subarray(0, at), bytes.subarray(end))
    case 2:
      return joined(bytes.subarray(0, end), bytes.subarray(at))
    case 3: {
      const changed = bytes.slice()
      for (let place = at; place < end; place++) changed[place] = Math.floor(random() * 256)
      return changed
    }
    case 4: {
      const changed = bytes.slice()
      if (at < changed.length) changed[at]! ^= 1 << Math.floor(random() * 8)
      return changed
    }
    default: {
      const changed = bytes.slice()
      if (at + 4 <= changed.length)
        new DataView(changed.buffer).setUint32(at, pick(NASTY_LENGTHS, random), random() < 0.5)
      return changed
    }
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length)
  all.set(first)
  all.set(second, first.length)
  return all
}
