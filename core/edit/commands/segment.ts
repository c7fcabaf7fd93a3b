import { z } from 'zod'
import type { Episode } from '../../episode/schema.ts'
import { fail, ok, type Result } from '../../problem.ts'
import { formatLength } from '../../time/timecode.ts'
import { defineCommand, nextId } from '../define.ts'
import { insertSegment } from '../segmentEdits.ts'

const sample = z.number().int().nonnegative()
const segmentId = z.string()

/** Says that a person speaks in source range `[startSample, endSample)` of a recording. */
export const addSegment = defineCommand({
  type: 'addSegment',
  schema: z.strictObject({
    type: z.literal('addSegment'),
    speakerId: z.string(),
    recordingId: z.string(),
    startSample: sample,
    endSample: sample,
  }),
  apply: (episode, { type: _, ...range }) =>
    ok({
      ...episode,
      segments: insertSegment(episode.segments, {
        ...range,
        id: nextId(episode, 'g'),
        origin: 'manual',
        confidence: 1,
      }),
      nextSerial: episode.nextSerial + 1,
    }),
  label: ({ startSample, endSample }) => `Add turn of ${formatLength(endSample - startSample)}`,
})

/** Moves the edges of a turn, or gives it to somebody else; what a person set counts as certain. */
export const updateSegment = defineCommand({
  type: 'updateSegment',
  schema: z.strictObject({
    type: z.literal('updateSegment'),
    segmentId,
    speakerId: z.string().optional(),
    startSample: sample.optional(),
    endSample: sample.optional(),
  }),
  apply: (episode, { type: _, segmentId, ...changes }) => {
    const found = findSegment(episode, segmentId)
    if (!found.ok) return found
    const segment = { ...episode.segments[found.value]!, ...changes, confidence: 1 }
    return ok({ ...episode, segments: insertSegment(episode.segments.toSpliced(found.value, 1), segment) })
  },
  label: ({ speakerId }, episode) => {
    if (speakerId === undefined) return 'Adjust turn'
    return `Give turn to ${episode.speakers.find((speaker) => speaker.id === speakerId)?.name ?? 'speaker'}`
  },
})

/** Makes two turns of one at a source sample inside it. */
export const splitSegment = defineCommand({
  type: 'splitSegment',
  schema: z.strictObject({ type: z.literal('splitSegment'), segmentId, sample }),
  apply: (episode, { segmentId, sample }) => {
    const found = findSegment(episode, segmentId)
    if (!found.ok) return found
    const segment = episode.segments[found.value]!
    if (sample <= segment.startSample || sample >= segment.endSample)
      return fail('out-of-range', 'That place is not inside the turn.', 'Put the playhead inside the turn.')
    const left = { ...segment, endSample: sample }
    const right = { ...segment, id: nextId(episode, 'g'), startSample: sample }
    return ok({
      ...episode,
      segments: insertSegment(episode.segments.with(found.value, left), right),
      nextSerial: episode.nextSerial + 1,
    })
  },
  label: () => 'Split turn',
})

/** Takes turns out; the sound stays. */
export const removeSegments = defineCommand({
  type: 'removeSegments',
  schema: z.strictObject({ type: z.literal('removeSegments'), segmentIds: z.array(segmentId).min(1) }),
  apply: (episode, { segmentIds }) => {
    const gone = new Set(segmentIds)
    const segments = episode.segments.filter((segment) => !gone.has(segment.id))
    if (segments.length !== episode.segments.length - gone.size)
      return fail('not-found', 'One of these turns is not there any more.')
    return ok({ ...episode, segments })
  },
  label: ({ segmentIds }) => (segmentIds.length === 1 ? 'Remove turn' : `Remove ${segmentIds.length} turns`),
})

function findSegment(episode: Episode, segmentId: string): Result<number> {
  const index = episode.segments.findIndex((segment) => segment.id === segmentId)
  return index >= 0 ? ok(index) : fail('not-found', `There is no turn ${segmentId}.`)
}
