/** What must hold of facts whatever file they came from, and of the episode that is made of them. */
import { expect } from 'vitest'
import { checkEpisode } from '#core/episode/check.ts'
import { createEpisode } from '#core/episode/create.ts'
import { episodeSchema } from '#core/episode/schema.ts'
import { readSidecar } from '#core/formats/sidecar/readSidecar.ts'
import type { SpaceFacts } from '#core/formats/sidecar/spaceFacts.ts'
import { mergeSources, type Sources } from '#core/sources/mergeSources.ts'

const isMoment = (value: number | null) => value === null || (value > 1.1e9 && value < 4.2e9)

/** Cheaper than a matcher for each part: names the first thing wrong, or nothing. */
function wrongIn(facts: SpaceFacts): string | undefined {
  const keys = new Set(facts.people.map(({ key }) => key))
  if (keys.size !== facts.people.length) return 'somebody is there twice'
  for (const { key, name, handle, userId, accountId, avatarUrl } of facts.people) {
    for (const word of [name, handle, userId, accountId])
      if (word !== null && (word === '' || word !== word.trim() || word.length > 500 || !word.isWellFormed()))
        return `the word ${JSON.stringify(word)} of ${key}`
    if (!name && !handle && !userId && !accountId) return `nothing is known of ${key}`
    if (avatarUrl !== null && !avatarUrl.startsWith('https://')) return `the address ${avatarUrl}`
  }
  for (const { personKey, text, atUnixSeconds, offsetSeconds } of facts.captions) {
    if (!keys.has(personKey)) return `a caption of ${personKey}, who is not there`
    if (text.trim() === '' || text.length > 5_000 || !text.isWellFormed()) return `the caption ${text}`
    if (!isMoment(atUnixSeconds)) return `a caption at ${atUnixSeconds}`
    if (offsetSeconds !== null && !(offsetSeconds >= 0 && offsetSeconds < 4e6))
      return `an offset of ${offsetSeconds}`
  }
  for (const { personKey, startUnixSeconds, endUnixSeconds } of [...facts.openMics, ...facts.sessions]) {
    if (!keys.has(personKey)) return `a mic of ${personKey}, who is not there`
    if (!isMoment(startUnixSeconds) || !isMoment(endUnixSeconds)) return `a mic at ${startUnixSeconds}`
    if (endUnixSeconds !== null && endUnixSeconds <= startUnixSeconds)
      return `an empty mic at ${startUnixSeconds}`
  }
  const times = [
    facts.startedAtUnixSeconds,
    facts.endedAtUnixSeconds,
    facts.announcedAtUnixSeconds,
    facts.firstMessageUnixSeconds,
  ]
  if (!times.every(isMoment)) return `a time of ${times.join()}`
  if (facts.spaceId !== null && !/^[0-9A-Za-z]{13}$/.test(facts.spaceId)) return `the id ${facts.spaceId}`
  return undefined
}

/** Facts of a file, checked; none where it is no sidecar or cannot be read. */
export function saneFacts(name: string, text: string): readonly SpaceFacts[] {
  const read = readSidecar(name, text)
  if (!read?.ok) return []
  for (const facts of read.value) {
    const wrong = wrongIn(facts)
    if (wrong) expect.fail(`${wrong}\nin ${JSON.stringify(text.slice(0, 4_000))}`)
  }
  return read.value
}

/** Merges and makes the episode, which must be a good one. */
export function saneEpisode(sources: Sources) {
  const merged = mergeSources(sources)
  const episode = createEpisode({
    id: 'e',
    title: merged.title ?? '',
    artist: merged.host?.name ?? '',
    recording: { id: 'rec', name: 'space.ts', durationSamples: sources.durationSamples, gaps: [] },
    people: merged.people,
    passages: merged.passages,
  })
  const checked = checkEpisode(episode)
  if (!checked.ok)
    expect.fail(`${checked.error.message}\n${JSON.stringify(sources.sidecars).slice(0, 4_000)}`)
  const { error } = episodeSchema.safeParse(episode)
  if (error) expect.fail(`${error.message}\n${JSON.stringify(sources.sidecars).slice(0, 4_000)}`)
  return { merged, episode }
}
