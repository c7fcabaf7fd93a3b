/**
 * Text of binary formats, decoded and encoded without the platform (`core` has neither DOM nor Node).
 * Broken input never throws: what cannot be decoded becomes U+FFFD.
 */

const REPLACEMENT = 0xfffd

/** The bytes of a string in UTF-8; lone surrogates become U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  const out: number[] = []
  for (const character of text.toWellFormed()) {
    const code = character.codePointAt(0)!
    if (code < 0x80) out.push(code)
    else if (code < 0x800) out.push(0xc0 | (code >> 6), 0x80 | (code & 63))
    else if (code < 0x10000) out.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    else {
      out.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63))
      out.push(0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    }
  }
  return Uint8Array.from(out)
}

/** The string that UTF-8 bytes spell. */
export function decodeUtf8(bytes: Uint8Array): string {
  return isAscii(bytes) ? latin1Text(bytes) : fromCodePoints(utf8CodePoints(bytes))
}

/** The string that ISO 8859-1 bytes spell. */
export function decodeLatin1(bytes: Uint8Array): string {
  return latin1Text(bytes)
}

/**
 * The string that UTF-16 bytes spell. A byte order mark wins over `littleEndian`; an odd last byte
 * is ignored.
 */
export function decodeUtf16(bytes: Uint8Array, littleEndian: boolean): string {
  const mark = bytes.length >= 2 ? (bytes[0]! << 8) | bytes[1]! : 0
  const marked = mark === 0xfeff || mark === 0xfffe
  const little = marked ? mark === 0xfffe : littleEndian
  const units: number[] = []
  for (let at = marked ? 2 : 0; at + 1 < bytes.length; at += 2) {
    units.push(little ? bytes[at]! | (bytes[at + 1]! << 8) : (bytes[at]! << 8) | bytes[at + 1]!)
  }
  let text = ''
  for (let at = 0; at < units.length; at += 4096) text += String.fromCharCode(...units.slice(at, at + 4096))
  return text.toWellFormed()
}

function isAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if (bytes[at]! >= 0x80) return false
  return true
}

/** Each byte as the character of its number: most text of a recording's tags, and ten times as fast. */
function latin1Text(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4096) {
    text += String.fromCharCode(...bytes.subarray(at, at + 4096))
  }
  return text
}

function* utf8CodePoints(bytes: Uint8Array): Generator<number> {
  let at = 0
  while (at < bytes.length) {
    const first = bytes[at]!
    const extra = first < 0x80 ? 0 : first >= 0xc2 && first < 0xe0 ? 1 : first >> 4 === 14 ? 2 : 3
    if (extra === 0) {
      yield first
      at += 1
      continue
    }
    let code = extra === 1 ? first & 31 : extra === 2 ? first & 15 : first & 7
    let taken = 1
    while (taken <= extra && at + taken < bytes.length && (bytes[at + taken]! & 0xc0) === 0x80) {
      code = (code << 6) | (bytes[at + taken]! & 63)
      taken += 1
    }
    const smallest = extra === 1 ? 0x80 : extra === 2 ? 0x800 : 0x10000
    const isLead = first >= 0xc2 && first < 0xf5
    const valid = isLead && taken === extra + 1 && code >= smallest && code <= 0x10ffff && code >> 11 !== 27
    yield valid ? code : REPLACEMENT
    at += valid ? taken : 1
  }
}

function fromCodePoints(codes: Iterable<number>): string {
  let text = ''
  let some: number[] = []
  for (const code of codes) {
    some.push(code)
    if (some.length === 4096) {
      text += String.fromCodePoint(...some)
      some = []
    }
  }
  return text + String.fromCodePoint(...some)
}
