/** Names that stand before what is said: `Alice: hello`, `[SPEAKER_00]: hello`. */
import { partCue, type RawCue } from './rawCue.ts'

/** Longer is a sentence that happens to hold a colon. */
const MAX_NAME = 40
const MAX_BRACKETED = 200
const MAX_NAME_WORDS = 4

/** What people write before a colon that is nobody's name. */
const NO_NAME =
  /^(https?|ftp|note|nb|n\.b\.|ps|p\.s\.|tip|hint|warning|example|e\.g\.|i\.e\.|url|source|subject|re|time)$/i

/** Small words inside names. */
const PARTICLE = /^(de|da|do|del|der|den|di|du|la|le|van|von|bin|ibn|al|el|y|e|and|&|of|the|st\.?)$/

interface Prefix {
  readonly name: string
  /** Where what is said begins. */
  readonly end: number
  /** In brackets nothing else can be meant. */
  readonly isBracketed: boolean
}

/** Whether a name, written before a colon, is taken for one. */
export function looksLikeName(name: string): boolean {
  const words = name.split(/\s+/)
  return (
    name.length > 0 &&
    name.length <= MAX_NAME &&
    name === words.join(' ') &&
    words.length <= MAX_NAME_WORDS &&
    !/[:：,;?!"“”<>()[\]{}|/\\]/.test(name) &&
    !NO_NAME.test(name) &&
    /\p{L}/u.test(name) &&
    words.every((word, i) => /^[^\p{Ll}]/u.test(word) || (i > 0 && PARTICLE.test(word)))
  )
}

/** A name in small letters, as accounts have them; taken only where most of the file is written so. */
function looksLikeHandle(name: string): boolean {
  return /^@?[\p{L}\p{N}_.]{2,40}$/u.test(name) && /\p{L}/u.test(name) && !NO_NAME.test(name)
}

function prefixOf(line: string): Prefix | undefined {
  const lead = /^\s*(?:(?:>>|&gt;&gt;|[-–—])\s*)?/.exec(line.slice(0, MAX_NAME))![0].length
  const head = line.slice(lead, lead + MAX_BRACKETED + 4)
  const bracket = /^\[([^[\]]+)\](?::|(?=\s|$))\s?/.exec(head)
  if (bracket && (head[bracket[1]!.length + 2] === ':' || /^speaker[ _]?\d+$/i.test(bracket[1]!)))
    return { name: bracket[1]!.trim(), end: lead + bracket[0].length, isBracketed: true }
  const colon = head.slice(0, MAX_NAME + 1).search(/[:：]/)
  if (colon < 1) return undefined
  const rest = head.slice(colon + 1)
  // `10:30` and `http://` go on at once; `http: //` is told by its slashes.
  if (head[colon] === ':' && rest !== '' && !/^\s/.test(rest)) return undefined
  if (/^\s*\/\//.test(rest)) return undefined
  const name = head.slice(0, colon).trim()
  if (!looksLikeName(name) && !looksLikeHandle(name)) return undefined
  return { name, end: lead + colon + 1 + (/^\s/.test(rest) ? 1 : 0), isBracketed: false }
}

/**
 * Cues without a speaker whose text names them line by line, parted where another one begins. A name without
 * brackets counts when it comes twice, or when a third of all cues begin with one; small letters want both.
 */
export function takeNamePrefixes(cues: readonly RawCue[]): RawCue[] {
  const found = cues.map((cue) => (cue.speaker === null ? linePrefixes(cue.text) : []))
  const counts = new Map<string, number>()
  for (const { prefix } of found.flat()) counts.set(prefix.name, (counts.get(prefix.name) ?? 0) + 1)
  const isUsual = found.filter((prefixes) => prefixes.length > 0).length * 3 >= cues.length
  const counting = ({ prefix: { name, isBracketed } }: LinePrefix) => {
    const isRepeated = counts.get(name)! > 1
    return (
      (isBracketed && name !== '') || (looksLikeName(name) ? isRepeated || isUsual : isRepeated && isUsual)
    )
  }
  return cues.flatMap((cue, i) => {
    const prefixes = found[i]!.filter(counting)
    if (prefixes.length === 0) return [cue]
    const parts = prefixes.map(({ at, prefix }, j) => ({
      speaker: prefix.name as string | null,
      from: at + prefix.end,
      to: prefixes[j + 1]?.at ?? cue.text.length,
    }))
    const first = prefixes[0]!.at
    if (first > 0) parts.unshift({ speaker: null, from: 0, to: first })
    return partCue(cue, parts)
  })
}

interface LinePrefix {
  /** Where its line begins. */
  readonly at: number
  readonly prefix: Prefix
}

function linePrefixes(text: string): LinePrefix[] {
  const found: LinePrefix[] = []
  for (let at = 0; at <= text.length; ) {
    const end = text.indexOf('\n', at)
    const prefix = prefixOf(text.slice(at, end < 0 ? text.length : end))
    if (prefix) found.push({ at, prefix })
    if (end < 0) break
    at = end + 1
  }
  return found
}

/** A name before what is said, as {@link takeNamePrefixes} takes it back; `isPlain` where it needs no brackets. */
export function namePrefix(name: string, isPlain: boolean): string {
  if (isPlain) return `${name}: `
  return `[${
    name
      .replaceAll(/[[\]\s]+/g, ' ')
      .trim()
      .slice(0, MAX_BRACKETED) || '?'
  }]: `
}
