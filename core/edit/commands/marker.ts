import { z } from 'zod'
import { displayName } from '../../episode/schema.ts'
import { fail, ok } from '../../problem.ts'
import { defineCommand, nextId } from '../define.ts'

const sample = z.number().int().nonnegative()

/** Names a moment of a source. */
export const addMarker = defineCommand({
  type: 'addMarker',
  schema: z.strictObject({ type: z.literal('addMarker'), mediaId: z.string(), sample, title: displayName }),
  apply: (episode, { mediaId, sample, title }) =>
    ok({
      ...episode,
      markers: [...episode.markers, { id: nextId(episode, 'm'), mediaId, sample, title }],
      nextSerial: episode.nextSerial + 1,
    }),
  label: ({ title }) => `Add marker “${title}”`,
})

/** Renames or moves a marker. */
export const updateMarker = defineCommand({
  type: 'updateMarker',
  schema: z.strictObject({
    type: z.literal('updateMarker'),
    markerId: z.string(),
    mediaId: z.string().optional(),
    sample: sample.optional(),
    title: displayName.optional(),
  }),
  apply: (episode, { type: _, markerId, ...changes }) => {
    const index = episode.markers.findIndex((marker) => marker.id === markerId)
    if (index < 0) return fail('not-found', `There is no marker ${markerId}.`)
    return ok({
      ...episode,
      markers: episode.markers.with(index, { ...episode.markers[index]!, ...changes }),
    })
  },
  label: ({ title }) => (title === undefined ? 'Move marker' : `Rename marker to “${title}”`),
})

/** Takes a marker out. */
export const removeMarker = defineCommand({
  type: 'removeMarker',
  schema: z.strictObject({ type: z.literal('removeMarker'), markerId: z.string() }),
  apply: (episode, { markerId }) => {
    const markers = episode.markers.filter((marker) => marker.id !== markerId)
    if (markers.length === episode.markers.length) return fail('not-found', `There is no marker ${markerId}.`)
    return ok({ ...episode, markers })
  },
  label: () => 'Remove marker',
})
