/**
 * yt-dlp's `.info.json`: title, host (`uploader`, `uploader_id`), the Space's id, and the display names of its speakers
 * in the description, `Twitter Space participated by Alice, Bob`. `timestamp` is when the room was made and
 * `release_timestamp` when it was scheduled for; neither is when it started.
 */
import { anyOf, at, handleOf, isRecord, spaceIdFrom, unixSecondsOf, wordOf } from './loose.ts'
import { createRoster } from './roster.ts'
import { type SpaceFacts, spaceFacts } from './spaceFacts.ts'

const PARTICIPANTS = /(?:Twitter|X) Space participated by (.*)$/s
/** What yt-dlp writes for an empty list. */
const NOBODY = 'nobody yet'

/** The facts in JSON that was parsed before; null where yt-dlp did not write it. */
export function infoJsonFacts(json: unknown): SpaceFacts | null {
  if (!isRecord(json) || !isOfYtDlp(json)) return null
  const roster = createRoster()
  const host = { handle: handleOf(at(json, 'uploader_id')), name: wordOf(at(json, 'uploader')) }
  roster.add({ ...host, role: 'host' })
  for (const name of namesIn(at(json, 'description')))
    if (name.toLowerCase() !== host.name?.toLowerCase()) roster.add({ name, role: 'speaker' })
  return spaceFacts('info-json', {
    spaceId: spaceIdFrom(at(json, 'id')) ?? spaceIdFrom(at(json, 'display_id')),
    title: wordOf(anyOf(json, 'title', 'fulltitle')),
    announcedAtUnixSeconds:
      unixSecondsOf(at(json, 'release_timestamp')) ?? unixSecondsOf(at(json, 'timestamp')),
    people: roster.people(),
  })
}

function isOfYtDlp(json: Record<string, unknown>): boolean {
  const has = (key: string) => Object.hasOwn(json, key)
  if (has('extractor') || has('extractor_key')) return has('id') || has('title')
  return has('id') && has('title') && (has('uploader') || has('uploader_id'))
}

/** Names are parted by `, `; one that holds a comma itself cannot be told from two. */
function namesIn(description: unknown): string[] {
  const list =
    typeof description === 'string' ? PARTICIPANTS.exec(description.trim().slice(0, 100_000))?.[1] : null
  if (!list || list === NOBODY) return []
  return list.split(', ').flatMap((name) => wordOf(name) ?? [])
}
