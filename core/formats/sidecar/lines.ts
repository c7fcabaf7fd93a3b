/** The lines of a text, one at a time: a log of 50 MB is not split into a million strings at once. */
import { MAX_LINE } from './limits.ts'
import { withoutMark } from './mend.ts'

/** Lines that are not blank, trimmed; one that is longer than any real one comes as null. */
export function* linesOf(marked: string): Generator<string | null> {
  const text = withoutMark(marked)
  let from = 0
  while (from < text.length) {
    const end = text.indexOf('\n', from)
    const to = end < 0 ? text.length : end
    if (to - from > MAX_LINE) yield null
    else if (to > from) {
      const line = text.slice(from, to).trim()
      if (line !== '') yield line
    }
    from = to + 1
  }
}
