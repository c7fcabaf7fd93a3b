/** From an episode to a file: mixed once from start to end, tagged, whole or absent. */
import type { ExportRequest } from '#core/contract/contract.ts'
import type { Loudness, Progress } from '#core/contract/shapes.ts'
import type { Episode } from '#core/episode/schema.ts'
import { episodeDuration } from '#core/episode/timeline.ts'
import { episodeChapters } from '#core/formats/chapters.ts'
import { renderPlan } from '#core/plan/renderPlan.ts'
import { fail, ok, type Result } from '#core/problem.ts'
import type { Samples } from '#core/time/units.ts'
import type { Masters } from '#main/media/render/master.ts'
import { createLongRenderer } from '#main/media/render/renderer.ts'
import type { OwnedSource } from '#main/media/render/sampleSource.ts'
import { exportProgress } from './exportProgress.ts'
import { bitrateOf, headroomDb } from './formats.ts'
import { type Cover, episodeTags } from './tags.ts'
import { createTarget } from './targetFile.ts'
import { writeSound } from './writeSound.ts'

export interface ExportOptions {
  readonly episode: Episode
  readonly reader: { readonly sequential: () => OwnedSource }
  readonly masters: Masters
  readonly request: Pick<ExportRequest, 'format' | 'bitrate' | 'loudnessLufs' | 'range' | 'withoutSponsors'>
  readonly targetPath: string
  readonly cover: Cover | null
  /** Title of a sponsor read's chapter; the read's own name where it gives none. */
  readonly readTitle?: (mediaId: string) => string | undefined
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

export interface Exported {
  readonly path: string
  readonly bytes: number
  readonly durationSamples: Samples
  /** Of the whole episode as it was mastered. */
  readonly loudness: Loudness
  readonly chapters: number
}

/**
 * Exports an episode. The target is whole at the end or untouched. Problems: `out-of-range`, `invariant` (nothing
 * left without sponsors), `not-writable`, `disk-full`, `ffmpeg-missing`, `ffmpeg-failed`, `missing-media`,
 * `unreadable`, `cancelled`.
 */
export async function exportEpisode(options: ExportOptions): Promise<Result<Exported>> {
  const { request, targetPath, signal } = options
  const asked = exportedEpisode(options.episode, request)
  if (!asked.ok) return asked
  const { episode, from, to } = asked.value
  const bitrate = bitrateOf(request.format, request.bitrate)
  const ceilingDbtp = episode.output.ceilingDbtp - headroomDb(request.format, bitrate)
  const mastered = await options.masters.of({ ...episode, output: { ...episode.output, ceilingDbtp } })
  if (!mastered.ok) return mastered
  const master = mastered.value
  const renderer = createLongRenderer(renderPlan(episode), master, () => options.reader.sequential())
  const chapters = episodeChapters(episode, { range: { from, to }, readTitle: options.readTitle })
  if (signal.aborted) return CANCELLED

  const created = await createTarget(targetPath)
  if (!created.ok) return created
  const target = created.value
  try {
    const written = await writeSound({
      renderer,
      from,
      to,
      format: request.format,
      bitrate,
      path: target.partPath,
      tags: episodeTags(episode),
      chapters,
      cover: options.cover,
      signal,
      onSamples: exportProgress('export', to - from, options.onProgress),
    })
    if (signal.aborted) return CANCELLED
    if (!written.ok) return written
    const committed = await target.commit()
    if (!committed.ok) return committed
    const { integratedLufs, truePeakDbtp } = master
    return ok({
      path: targetPath,
      bytes: committed.value.bytes,
      durationSamples: to - from,
      loudness: { integratedLufs, truePeakDbtp },
      chapters: chapters.length,
    })
  } finally {
    await target.discard()
  }
}

const CANCELLED = fail('cancelled', 'The export was cancelled.', 'Nothing was written.')

/** The document as it is exported, and which part of its timeline. */
function exportedEpisode(
  episode: Episode,
  request: ExportOptions['request'],
): Result<{ episode: Episode; from: Samples; to: Samples }> {
  const clips = request.withoutSponsors
    ? episode.clips.filter((clip) => clip.slot === undefined)
    : episode.clips
  if (clips.length === 0)
    return fail(
      'invariant',
      'Without its sponsor reads nothing is left of the episode.',
      'Export it with them.',
    )
  const kept = clips.length === episode.clips.length ? episode.clips : clips
  const loudnessLufs = request.loudnessLufs === undefined ? episode.output.loudnessLufs : request.loudnessLufs
  const exported = { ...episode, clips: kept, output: { ...episode.output, loudnessLufs } }
  const duration = episodeDuration(exported)
  const { from, to } = request.range ?? { from: 0, to: duration }
  if (from < 0 || to > duration || from >= to)
    return fail('out-of-range', 'The range to export lies outside the timeline.', 'Choose a range inside it.')
  return ok({ episode: exported, from, to })
}
