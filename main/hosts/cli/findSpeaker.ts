/** Which speaker a person means. */
import type { Episode, Speaker } from '#core/episode/schema.ts'
import { fail, ok, type Result } from '#core/problem.ts'

/** A speaker by id, or by a name or handle that only one has. Problems: `ambiguous`, `not-found`. */
export function findSpeaker(episode: Episode, reference: string): Result<Speaker> {
  const exact = episode.speakers.find((speaker) => speaker.id === reference)
  if (exact) return ok(exact)
  const wanted = reference.replace(/^@/, '').toLowerCase()
  const found = episode.speakers.filter(({ name, handle }) =>
    [name, handle].some((known) => known?.toLowerCase() === wanted),
  )
  if (found.length === 1) return ok(found[0]!)
  const known = episode.speakers.map(({ id, name }) => `${id} (${name})`).join(', ')
  return found.length > 1
    ? fail('ambiguous', `“${reference}” may mean ${found.length} speakers.`, `Use an id: ${known}.`)
    : fail('not-found', `There is no speaker “${reference}”.`, `Known: ${known}.`)
}
