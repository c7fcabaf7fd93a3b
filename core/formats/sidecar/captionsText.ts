/**
 * twspace-crawler's `… CC.txt`: what was said as `00:00:10 | alice: hello`, counted from the start of the Space.
 * Older ones are `alice: hello` without times.
 */
import { fail, ok, type Result } from '../../problem.ts'
import { MAX_CAPTION, MAX_CAPTIONS } from './limits.ts'
import { linesOf } from './lines.ts'
import { wordOf } from './loose.ts'
import { createRoster } from './roster.ts'
import { type SpaceCaption, type SpaceFacts, spaceFacts } from './spaceFacts.ts'

/** Handles are at most 15 long today; older ones were up to 20. */
const TIMED = /^(\d{1,3}):([0-5]\d):([0-5]\d(?:\.\d{1,3})?) \| @?(\w{1,20}): ?(.*)$/s
const UNTIMED = /^@?(\w{1,20}): (.+)$/s
const LOOKED_AT = 20

/** True where the first lines are mostly captions with times. */
export function looksLikeCaptionsText(text: string): boolean {
  const { looked, timed } = firstLines(text)
  return timed > 0 && timed * 2 >= looked
}

function firstLines(text: string): { looked: number; timed: number } {
  let looked = 0
  let timed = 0
  for (const line of linesOf(text)) {
    if (line !== null && TIMED.test(line)) timed++
    if (++looked >= LOOKED_AT) break
  }
  return { looked, timed }
}

/** Reads captions; a line that starts none goes on with the one before. Problem: `unreadable` where there is none. */
export function readCaptionsText(text: string): Result<SpaceFacts> {
  const roster = createRoster()
  const captions: SpaceCaption[] = []
  const isTimed = firstLines(text).timed > 0
  let lines = 0
  for (const line of linesOf(text)) {
    lines++
    if (line === null || captions.length >= MAX_CAPTIONS) continue
    const [, hours, minutes, seconds, handle, said] = (isTimed ? TIMED.exec(line) : untimed(line)) ?? []
    if (handle === undefined) {
      const last = captions.pop()
      if (last) captions.push({ ...last, text: continued(last.text, line) })
      continue
    }
    const personKey = roster.add({ handle, role: 'speaker' })
    const spoken = wordOf(said, MAX_CAPTION)
    const offsetSeconds = isTimed ? Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) : null
    if (personKey !== null && spoken)
      captions.push({ personKey, atUnixSeconds: null, offsetSeconds, text: spoken })
  }
  if (lines > 0 && captions.length === 0) return fail('unreadable', 'These are no captions of a room.')
  const warning = 'The captions have no times, so they only tell who spoke.'
  const warnings = !isTimed && captions.length > 0 ? [warning] : []
  return ok(spaceFacts('captions-text', { people: roster.people(), captions, warnings }))
}

/** The parts of a line without a time, at the places that they have in one with. */
function untimed(line: string): readonly (string | undefined)[] | null {
  const match = UNTIMED.exec(line)
  return match ? [match[0], undefined, undefined, undefined, match[1], match[2]] : null
}

/** No longer than a caption may be; once it is, nothing more is joined on. */
function continued(text: string, line: string): string {
  return text.length >= MAX_CAPTION ? text : `${text} ${line}`.slice(0, MAX_CAPTION).toWellFormed()
}
