/** Chapters of an episode, in timeline samples. */
import type { Episode } from '../episode/schema.ts'
import { episodeDuration, mediaOf, placeClips, sourceToTimeline } from '../episode/timeline.ts'
import { SAMPLE_RATE, type Samples } from '../time/units.ts'

/** A chapter; the list has neither holes nor overlaps. */
export interface Chapter {
  readonly start: Samples
  readonly end: Samples
  readonly title: string
}

export interface ChapterOptions {
  /** Title of a sponsor read's chapter, by media id; the media's name where there is none. */
  readonly readTitle?: ((mediaId: string) => string | undefined) | undefined
  /** Timeline range of the export; chapters are counted from its start. */
  readonly range?: { readonly from: Samples; readonly to: Samples } | undefined
}

/** A chapter shorter than this only flashes by: its start is taken over by the next one. */
const SHORTEST_CHAPTER: Samples = SAMPLE_RATE

/**
 * Chapters from markers and sponsor reads. A marker whose moment is cut is left out. A read is a chapter of its
 * own, and the chapter it interrupts is named again after it. What lies before the first marker belongs to a
 * chapter named like the episode, so that players, which start the list at 0, show no nameless stretch.
 */
export function episodeChapters(
  episode: Pick<Episode, 'title' | 'clips' | 'media' | 'markers'>,
  options: ChapterOptions = {},
): Chapter[] {
  const { from, to } = options.range ?? { from: 0, to: episodeDuration(episode) }
  const reads = placeClips(episode.clips).filter(({ clip }) => clip.slot !== undefined)
  const marks = episode.markers
    .flatMap((marker) => {
      const at = sourceToTimeline(episode.clips, marker)
      return at === undefined ? [] : [{ at, title: marker.title }]
    })
    .sort((a, b) => a.at - b.at)
  if (marks.length === 0 && reads.length === 0) return []

  const starts: { at: Samples; title: string }[] = [{ at: 0, title: episode.title }]
  let next = 0
  let programme = episode.title
  const takeMarksBefore = (limit: Samples) => {
    for (; next < marks.length && marks[next]!.at < limit; next++) {
      programme = marks[next]!.title
      starts.push({ at: marks[next]!.at, title: programme })
    }
  }
  for (const { clip, timelineStart, timelineEnd } of reads) {
    takeMarksBefore(timelineStart)
    const name = options.readTitle?.(clip.mediaId) ?? mediaOf(episode, clip.mediaId)?.name ?? 'Sponsor'
    starts.push({ at: timelineStart, title: name })
    // A marker inside the read's own sound parts it like any other chapter.
    takeMarksInside(timelineEnd)
    starts.push({ at: timelineEnd, title: programme })
  }
  takeMarksBefore(Number.POSITIVE_INFINITY)
  return closed(starts, from, to)

  function takeMarksInside(limit: Samples): void {
    for (; next < marks.length && marks[next]!.at < limit; next++) starts.push(marks[next]!)
  }
}

/** Turns starts into chapters of `[from, to)`, counted from `from`; of starts that coincide the last one holds. */
function closed(starts: readonly { at: Samples; title: string }[], from: Samples, to: Samples): Chapter[] {
  const chapters: Chapter[] = []
  for (let i = 0; i < starts.length; i++) {
    const start = Math.max(from, starts[i]!.at)
    const end = Math.min(to, starts[i + 1]?.at ?? to)
    const { title } = starts[i]!
    const last = chapters.at(-1)
    if (end - start < SHORTEST_CHAPTER && (end <= start || i + 1 < starts.length)) continue
    const begin = last ? last.end : 0
    if (last && last.title === title) chapters[chapters.length - 1] = { ...last, end: end - from }
    else chapters.push({ start: begin, end: end - from, title })
  }
  const last = chapters.at(-1)
  if (last) chapters[chapters.length - 1] = { ...last, end: to - from }
  return chapters
}

/** Chapters as Vorbis comments, the way Ogg and FLAC files carry them: `CHAPTER000=00:00:00.000`, `CHAPTER000NAME`. */
export function chapterComments(chapters: readonly Chapter[]): Record<string, string> {
  const comments: Record<string, string> = {}
  chapters.forEach(({ start, title }, index) => {
    const key = `CHAPTER${String(index).padStart(3, '0')}`
    const milliseconds = Math.floor((start * 1000) / SAMPLE_RATE)
    const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
    const clock = `${two(milliseconds / 3_600_000)}:${two((milliseconds / 60_000) % 60)}:${two((milliseconds / 1000) % 60)}`
    comments[key] = `${clock}.${String(milliseconds % 1000).padStart(3, '0')}`
    comments[`${key}NAME`] = title
  })
  return comments
}
