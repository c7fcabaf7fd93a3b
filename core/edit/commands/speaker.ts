import { z } from 'zod'
import { newSpeaker } from '../../episode/newSpeaker.ts'
import { displayName, type Episode, type Segment, speakerSchema } from '../../episode/schema.ts'
import { fail, ok, type Result } from '../../problem.ts'
import { defineCommand, nextId } from '../define.ts'
import { givePassages } from '../passageEdits.ts'
import { sortSegments } from '../segmentEdits.ts'

const role = speakerSchema.shape.role
const speakerId = z.string()

/** Adds a person. */
export const addSpeaker = defineCommand({
  type: 'addSpeaker',
  schema: z.strictObject({
    type: z.literal('addSpeaker'),
    name: displayName,
    handle: z.string().max(200).nullable().optional(),
    role: role.optional(),
  }),
  apply: (episode, { name, handle, role }) =>
    ok({
      ...episode,
      speakers: [
        ...episode.speakers,
        newSpeaker(episode.speakers, {
          id: nextId(episode, 's'),
          name,
          handle: handle ?? null,
          role: role ?? 'speaker',
        }),
      ],
      nextSerial: episode.nextSerial + 1,
    }),
  label: ({ name }) => `Add ${name}`,
})

/** Changes what is known of a person; what is left out stays. */
export const updateSpeaker = defineCommand({
  type: 'updateSpeaker',
  schema: z.strictObject({
    type: z.literal('updateSpeaker'),
    speakerId,
    name: displayName.optional(),
    handle: z.string().max(200).nullable().optional(),
    role: role.optional(),
    color: speakerSchema.shape.color.optional(),
  }),
  apply: (episode, { type: _, speakerId, ...changes }) => {
    const found = findSpeaker(episode, speakerId)
    if (!found.ok) return found
    return ok({
      ...episode,
      speakers: episode.speakers.with(found.value, { ...episode.speakers[found.value]!, ...changes }),
    })
  },
  label: ({ speakerId, name }, episode) => {
    const before = episode.speakers.find((speaker) => speaker.id === speakerId)?.name ?? 'speaker'
    return name !== undefined && name !== before ? `Rename ${before} to ${name}` : `Edit ${before}`
  },
})

/** Gives all turns of one person to another and takes the first one out. Turns that then touch become one. */
export const mergeSpeakers = defineCommand({
  type: 'mergeSpeakers',
  schema: z.strictObject({ type: z.literal('mergeSpeakers'), fromId: z.string(), intoId: z.string() }),
  apply: (episode, { fromId, intoId }) => {
    if (fromId === intoId) return fail('invalid-command', 'A speaker cannot be merged with itself.')
    const from = findSpeaker(episode, fromId)
    if (!from.ok) return from
    const into = findSpeaker(episode, intoId)
    if (!into.ok) return into
    const moved = episode.segments.map((segment) =>
      segment.speakerId === fromId ? { ...segment, speakerId: intoId } : segment,
    )
    return ok({
      ...episode,
      speakers: episode.speakers.toSpliced(from.value, 1),
      segments: joinTouching(moved, intoId),
      passages: givePassages(episode.passages, fromId, intoId),
    })
  },
  label: ({ fromId, intoId }, episode) => {
    const name = (id: string) => episode.speakers.find((speaker) => speaker.id === id)?.name ?? id
    return `Merge ${name(fromId)} into ${name(intoId)}`
  },
})

/** Takes a person out, with all their turns; the sound and what was said stay. */
export const removeSpeaker = defineCommand({
  type: 'removeSpeaker',
  schema: z.strictObject({ type: z.literal('removeSpeaker'), speakerId }),
  apply: (episode, { speakerId }) => {
    const found = findSpeaker(episode, speakerId)
    if (!found.ok) return found
    const segments = episode.segments.filter((segment) => segment.speakerId !== speakerId)
    return ok({
      ...episode,
      speakers: episode.speakers.toSpliced(found.value, 1),
      segments: segments.length === episode.segments.length ? episode.segments : segments,
      passages: givePassages(episode.passages, speakerId, null),
    })
  },
  label: ({ speakerId }, episode) =>
    `Remove ${episode.speakers.find((speaker) => speaker.id === speakerId)?.name ?? 'speaker'}`,
})

function findSpeaker(episode: Episode, speakerId: string): Result<number> {
  const index = episode.speakers.findIndex((speaker) => speaker.id === speakerId)
  return index >= 0 ? ok(index) : fail('not-found', `There is no speaker ${speakerId}.`)
}

function joinTouching(segments: readonly Segment[], speakerId: string): Segment[] {
  const joined: Segment[] = []
  const lastOf = new Map<string, number>()
  for (const segment of segments) {
    const at = segment.speakerId === speakerId ? lastOf.get(segment.recordingId) : undefined
    const last = at === undefined ? undefined : joined[at]!
    if (at !== undefined && last && segment.startSample <= last.endSample) {
      joined[at] = {
        ...last,
        endSample: Math.max(last.endSample, segment.endSample),
        confidence: Math.min(last.confidence, segment.confidence),
      }
    } else {
      if (segment.speakerId === speakerId) lastOf.set(segment.recordingId, joined.length)
      joined.push(segment)
    }
  }
  return sortSegments(joined)
}
