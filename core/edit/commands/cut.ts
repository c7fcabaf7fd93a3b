import { z } from 'zod'
import type { Episode } from '../../episode/schema.ts'
import { episodeDuration } from '../../episode/timeline.ts'
import { fail, ok, type Result } from '../../problem.ts'
import { formatLength } from '../../time/timecode.ts'
import type { Samples } from '../../time/units.ts'
import { checkRange, indexAtBoundary, splitAt } from '../clipEdits.ts'
import { defineCommand } from '../define.ts'

const samples = z.number().int()

/** Removes timeline range `[from, to)`; what follows closes up, joined by the default crossfade. */
export const cut = defineCommand({
  type: 'cut',
  schema: z.strictObject({ type: z.literal('cut'), from: samples, to: samples }),
  apply: (episode, { from, to }) => removeRange(episode, from, to),
  label: ({ from, to }) => `Cut ${formatLength(to - from)}`,
})

/** Keeps timeline range `[from, to)` and removes the rest. */
export const keep = defineCommand({
  type: 'keep',
  schema: z.strictObject({ type: z.literal('keep'), from: samples, to: samples }),
  apply: (episode, { from, to }) => {
    const checked = checkRange(episode, from, to)
    if (!checked.ok) return checked
    const duration = episodeDuration(episode)
    const headless = to < duration ? removeRange(episode, to, duration) : ok(episode)
    return headless.ok && from > 0 ? removeRange(headless.value, 0, from) : headless
  },
  label: ({ from, to }) => `Trim to ${formatLength(to - from)}`,
})

function removeRange(episode: Episode, from: Samples, to: Samples): Result<Episode> {
  const checked = checkRange(episode, from, to)
  if (!checked.ok) return checked
  if (from === 0 && to === episodeDuration(episode))
    return fail('invariant', 'That would cut the whole episode.', 'Leave at least a moment of it.')
  // The end first, so that a clip cut in its middle keeps its id on the left.
  const atEnd = splitAt(episode, to)
  if (!atEnd.ok) return atEnd
  const split = splitAt(atEnd.value, from)
  if (!split.ok) return split
  const first = indexAtBoundary(split.value, from)
  const end = indexAtBoundary(split.value, to)
  return ok({ ...split.value, clips: split.value.clips.toSpliced(first, end - first) })
}
