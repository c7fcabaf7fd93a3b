/** How long each person is heard on the timeline. */
import type { Clip, Episode } from '#core/episode/schema.ts'
import { clipsOfMedia } from '#core/episode/timeline.ts'
import type { Samples } from '#core/time/units.ts'

/** Talk time by speaker id, in samples of the timeline. O((segments + clips) log clips). */
export function talkTimes({ segments, clips }: Pick<Episode, 'segments' | 'clips'>): Map<string, Samples> {
  const coverages = new Map<string, (sample: Samples) => Samples>()
  const times = new Map<string, Samples>()
  for (const { recordingId, speakerId, startSample, endSample } of segments) {
    let played = coverages.get(recordingId)
    if (!played) {
      played = coverageOf(clips, recordingId)
      coverages.set(recordingId, played)
    }
    times.set(speakerId, (times.get(speakerId) ?? 0) + played(endSample) - played(startSample))
  }
  return times
}

/** How much of a source before a sample is on the timeline. */
function coverageOf(clips: readonly Clip[], mediaId: string): (sample: Samples) => Samples {
  const pieces = clipsOfMedia(clips, mediaId)
    .map(({ clip }) => clip)
    .toSorted((a, b) => a.start - b.start)
  let total = 0
  const before = pieces.map(({ length }) => {
    const sum = total
    total += length
    return sum
  })
  return (sample) => {
    let low = 0
    let high = pieces.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (pieces[middle]!.start <= sample) low = middle + 1
      else high = middle
    }
    if (low === 0) return 0
    const { start, length } = pieces[low - 1]!
    return before[low - 1]! + Math.min(length, sample - start)
  }
}
