/** The waveform of an edit in small, from the peaks that are there: nothing is decoded or measured for it. */
import type { Episode } from '#core/episode/schema.ts'
import { overview, type SourcePeaks } from '#core/plan/overview.ts'
import { type PlanSpan, renderPlan } from '#core/plan/renderPlan.ts'
import { decodePairs } from '#core/signal/peaksFile.ts'
import { readPeakBuckets, readPeakLevels } from '#main/media/peaks/peakFile.ts'

export const THUMBNAIL_COLUMNS = 160

/** Most buckets read of one source (1 MB): a minute out of twelve hours is drawn from coarser ones. */
const MOST_BUCKETS = 262_144

/**
 * Levels of the timeline, see {@link overview}; undefined when the peaks of something that plays are gone.
 *
 * @param folderOf where a media item's derived files lie
 */
export async function thumbnail(
  episode: Pick<Episode, 'clips' | 'media'>,
  folderOf: (mediaId: string) => string,
): Promise<Uint8Array | undefined> {
  const plan = renderPlan(episode)
  const width = plan.durationSamples / THUMBNAIL_COLUMNS
  const spans = Map.groupBy(plan.spans, ({ mediaId }) => mediaId)
  const peaks = new Map<string, SourcePeaks>()
  for (const [mediaId, played] of spans) {
    const read = await sourcePeaks(folderOf(mediaId), played, width)
    if (!read) return undefined
    peaks.set(mediaId, read)
  }
  return overview(plan, THUMBNAIL_COLUMNS, (mediaId) => peaks.get(mediaId))
}

async function sourcePeaks(
  folder: string,
  spans: readonly PlanSpan[],
  width: number,
): Promise<SourcePeaks | undefined> {
  const levels = await readPeakLevels(folder)
  if (!levels.ok) return undefined
  const from = spans.reduce((least, { sourceStart }) => Math.min(least, sourceStart), Infinity)
  const to = spans.reduce((most, { sourceStart, length }) => Math.max(most, sourceStart + length), 0)
  const finest = levels.value.findIndex(
    ({ samplesPerBucket }) => to - from <= MOST_BUCKETS * samplesPerBucket,
  )
  const fitting = levels.value.findLastIndex(({ samplesPerBucket }) => samplesPerBucket <= width)
  const level = Math.max(finest < 0 ? levels.value.length - 1 : finest, fitting, 0)
  const { samplesPerBucket } = levels.value[level]!
  const firstBucket = Math.floor(from / samplesPerBucket)
  const bytes = await readPeakBuckets(folder, level, firstBucket, Math.ceil(to / samplesPerBucket))
  return bytes.ok ? { samplesPerBucket, firstBucket, pairs: decodePairs(bytes.value) } : undefined
}
