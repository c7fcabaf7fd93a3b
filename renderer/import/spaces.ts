/** The Spaces of an archive as a person reads them. */
import type { ListedSpace } from '#core/contract/archives.ts'
import { formatLength } from '#core/time/timecode.ts'
import { secondsToSamples } from '#core/time/units.ts'
import { formatBytes } from '#renderer/export/formats.ts'

const moments = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** Whether there is sound to import. */
export function choosable({ hasMedia }: ListedSpace): boolean {
  return hasMedia
}

/** Its title, or what else tells it from the others. */
export function spaceName({ title, startedAtUnixSeconds, id }: ListedSpace): string {
  if (title) return title
  return startedAtUnixSeconds === null
    ? `Space ${id}`
    : `Space of ${moments.format(startedAtUnixSeconds * 1000)}`
}

/** Date, length and size, as far as they are known. */
export function spaceFacts({ title, startedAtUnixSeconds, seconds, bytes, hasMedia }: ListedSpace): string {
  return [
    // Where there is no title the name is the date.
    title && startedAtUnixSeconds !== null ? moments.format(startedAtUnixSeconds * 1000) : '',
    seconds === null ? '' : formatLength(secondsToSamples(seconds)),
    hasMedia ? formatBytes(bytes) : '',
    startedAtUnixSeconds === null && seconds === null ? 'the archive tells nothing else of it' : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Who hosted and who spoke, as far as the archive knows their names. */
export function spacePeople(space: ListedSpace): string {
  const hosts = space.hosts.filter(isName)
  const guests = space.speakers.filter((speaker) => isName(speaker) && !space.hosts.includes(speaker))
  return [
    hosts.length > 0 ? `Hosted by ${hosts.join(', ')}` : '',
    guests.length > 0 ? `with ${guests.join(', ')}` : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** Some archives have the numbers of accounts alone. */
function isName(person: string): boolean {
  return !/^\d+$/.test(person)
}

/** Whether all words of a query occur in what is shown of a Space. */
export function matchesSpace(space: ListedSpace, query: string): boolean {
  const text = [spaceName(space), spaceFacts(space), spacePeople(space), space.id]
    .join(' ')
    .toLocaleLowerCase()
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
