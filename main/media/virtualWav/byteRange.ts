/** The `Range` header of HTTP (RFC 9110, 14.2), for one range of bytes. */

/** `whole` = answer 200 with everything; `none` = 416. Half-open. */
export type ByteRange =
  | { readonly type: 'whole' }
  | { readonly type: 'part'; readonly from: number; readonly to: number }
  | { readonly type: 'none' }

const WHOLE: ByteRange = { type: 'whole' }

/** Reads the header. Of several ranges the first that can be met is taken; what is not understood is ignored. */
export function parseByteRange(header: string | null, totalBytes: number): ByteRange {
  const list = header === null ? undefined : /^\s*bytes\s*=(.*)$/i.exec(header)?.[1]
  if (list === undefined) return WHOLE
  for (const item of list.split(',')) {
    const match = /^\s*(\d*)\s*-\s*(\d*)\s*$/.exec(item)
    if (!match || (match[1] === '' && match[2] === '')) return WHOLE
    const [, first, last] = match
    if (first === '') {
      const count = Math.min(Number(last), totalBytes)
      if (count > 0) return { type: 'part', from: totalBytes - count, to: totalBytes }
      continue
    }
    const from = Number(first)
    const to = last === '' ? totalBytes : Math.min(Number(last) + 1, totalBytes)
    if (last !== '' && Number(last) < from) return WHOLE
    if (from < totalBytes) return { type: 'part', from, to }
  }
  return { type: 'none' }
}
