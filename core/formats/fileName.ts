/** File names out of titles and of names that came from elsewhere. */

/**
 * Longest name in bytes of UTF-8: most disks take 255, and an ending and the marks of a temporary beside it must
 * fit, too.
 */
const MAX_BYTES = 180

/** What Windows keeps for devices, with any ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/**
 * `text` as a file name that every system takes: no folders, control characters or what Windows forbids, no dots
 * or spaces at its ends; `fallback` where nothing is left. An ending such as `.ts` stays, also of a name that is
 * too long.
 */
export function safeFileName(text: string, fallback: string): string {
  const cleaned = trimEnds(
    text
      .toWellFormed()
      .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu, ' ')
      .replaceAll(/\s+/g, ' '),
  )
  const ending = /\.\w{1,5}$/.exec(cleaned)?.[0] ?? ''
  const stem = cleaned.slice(0, cleaned.length - ending.length)
  const name = trimEnds(firstBytes(stem, MAX_BYTES - ending.length)) + ending
  if (name === ending) return trimEnds(ending) || fallback
  return DEVICE.test(name) ? `${fallback} ${name}` : name
}

function trimEnds(text: string): string {
  return text.replaceAll(/^[. ]+|[. ]+$/g, '')
}

/** The most whole characters of `text` from its start that fit into `limit` bytes of UTF-8. */
function firstBytes(text: string, limit: number): string {
  let bytes = 0
  let kept = ''
  for (const character of text) {
    bytes += utf8Length(character.codePointAt(0)!)
    if (bytes > limit) break
    kept += character
  }
  return kept
}

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1
  if (codePoint < 0x800) return 2
  return codePoint < 0x10000 ? 3 : 4
}
