/** Stretches of silence on the timeline, from the peaks of the sources. */
import { useCallback, useEffect, useRef } from 'react'
import { z } from 'zod'
import type { Clip } from '#core/episode/schema.ts'
import { placeClips } from '#core/episode/timeline.ts'
import { firstIndex } from '#core/firstIndex.ts'
import { PEAK_UNIT } from '#core/signal/peaks.ts'
import { dbToGain, SAMPLE_RATE, type Samples } from '#core/time/units.ts'
import { useEditor, useEditorStore } from '#renderer/state/editor.ts'

export interface Silence {
  readonly from: Samples
  readonly to: Samples
}

/** Quieter than this is silence. */
const THRESHOLD = Math.round(dbToGain(-42) * PEAK_UNIT)
/** Shorter ones are breaths. */
const SHORTEST: Samples = 0.7 * SAMPLE_RATE
/** Resolution looked for: 50 ms. */
const BUCKET: Samples = SAMPLE_RATE / 20

const infoSchema = z.object({
  durationSamples: z.number(),
  levels: z.array(z.object({ samplesPerBucket: z.number().positive(), buckets: z.number() })).min(1),
})

/** Silences of a source, from max and min in turn of each bucket. */
export function silencesOfPeaks(peaks: Int16Array, samplesPerBucket: Samples): Silence[] {
  const found: Silence[] = []
  let start = -1
  const buckets = peaks.length / 2
  for (let bucket = 0; bucket <= buckets; bucket++) {
    const quiet = bucket < buckets && peaks[bucket * 2]! < THRESHOLD && peaks[bucket * 2 + 1]! > -THRESHOLD
    if (quiet && start < 0) start = bucket
    if (quiet || start < 0) continue
    const silence = { from: start * samplesPerBucket, to: bucket * samplesPerBucket }
    if (silence.to - silence.from >= SHORTEST) found.push(silence)
    start = -1
  }
  return found
}

/** The silences that the timeline still has, in its order. Binary search, because both lists may be thousands long. */
export function silencesOnTimeline(
  clips: readonly Clip[],
  ofMedia: ReadonlyMap<string, readonly Silence[]>,
): Silence[] {
  const found: Silence[] = []
  for (const { clip, timelineStart } of placeClips(clips)) {
    const silences = ofMedia.get(clip.mediaId) ?? []
    const end = clip.start + clip.length
    const at = timelineStart - clip.start
    const first = firstIndex(silences.length, (index) => silences[index]!.to > clip.start)
    for (let i = first; i < silences.length && silences[i]!.from < end; i++) {
      const from = Math.max(silences[i]!.from, clip.start)
      const to = Math.min(silences[i]!.to, end)
      if (to - from >= SHORTEST) found.push({ from: from + at, to: to + at })
    }
  }
  return found
}

/** What finds the silences of the present timeline when they are asked for; none until the peaks are there. */
export function useSilences(): () => readonly Silence[] {
  const store = useEditorStore()
  const media = useEditor((editor) => editor.committed.media)
  const ofMedia = useRef(new Map<string, readonly Silence[]>())

  useEffect(() => {
    const abort = new AbortController()
    for (const { id, kind, durationSamples } of media) {
      if (kind === 'silence') ofMedia.current.set(id, [{ from: 0, to: durationSamples }])
      if (kind !== 'recording' || ofMedia.current.has(id)) continue
      fetchSilences(id, abort.signal).then(
        (silences) => ofMedia.current.set(id, silences),
        // Without peaks there is nothing to jump to; the timeline itself says what is wrong.
        () => undefined,
      )
    }
    return () => abort.abort()
  }, [media])

  return useCallback(() => silencesOnTimeline(store.getState().committed.clips, ofMedia.current), [store])
}

async function fetchSilences(mediaId: string, signal: AbortSignal): Promise<Silence[]> {
  const address = `/media/recordings/${encodeURIComponent(mediaId)}/peaks`
  const info = infoSchema.parse(await (await fetch(address, { signal })).json())
  const index = Math.max(
    0,
    info.levels.findLastIndex(({ samplesPerBucket }) => samplesPerBucket <= BUCKET),
  )
  const level = info.levels[index]!
  const found: Silence[] = []
  // Whole requests of at most 2^19 buckets; a silence across their border counts as two.
  const most = 2 ** 19
  for (let from = 0; from < level.buckets; from += most) {
    const to = Math.min(level.buckets, from + most)
    const response = await fetch(`${address}/${index}?from=${from}&to=${to}`, { signal })
    if (!response.ok) throw new Error(`Peaks answered ${response.status}`)
    const offset = from * level.samplesPerBucket
    for (const silence of silencesOfPeaks(
      new Int16Array(await response.arrayBuffer()),
      level.samplesPerBucket,
    ))
      found.push({ from: silence.from + offset, to: silence.to + offset })
  }
  return found
}
