/** JSON of files whose end is missing: downloads that broke off, disks that were full. */

import { MAX_DEPTH, MAX_JSON } from './limits.ts'
import { parseJson } from './loose.ts'

export interface MendedJson {
  readonly value: unknown
  /** False where the end was missing and only what stands before it was read. */
  readonly isWhole: boolean
}

/**
 * The value that a text spells. Where it breaks off, everything up to its last complete part; null where it
 * is no JSON at all, too long, or broken elsewhere than at its end. Takes time in proportion to the text.
 */
export function readJson(marked: string): MendedJson | null {
  const text = withoutMark(marked)
  if (text.length > MAX_JSON) return null
  const value = parseJson(text)
  if (value !== undefined) return { value, isWhole: true }
  const head = completeHead(text)
  const mended = head === null ? undefined : parseJson(head)
  return mended === undefined ? null : { value: mended, isWhole: false }
}

/** The text without the byte order mark that some editors put before it. */
export function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text
}

/** The text up to the last place at which closing all open brackets gives JSON, with these brackets closed. */
function completeHead(text: string): string | null {
  const closers: string[] = []
  let cut = 0
  let isInString = false
  for (let place = 0; place < text.length; place++) {
    const character = text[place]
    if (isInString) {
      if (character === '\\') place++
      else if (character === '"') isInString = false
    } else if (character === '"') {
      isInString = true
    } else if (character === '{' || character === '[') {
      if (closers.push(character === '{' ? '}' : ']') > MAX_DEPTH) return null
      cut = place + 1
    } else if (character === '}' || character === ']') {
      if (closers.pop() !== character) return null
      cut = place + 1
    } else if (character === ',') {
      cut = place
    }
  }
  return cut === 0 ? null : text.slice(0, cut) + closers.reverse().join('')
}
