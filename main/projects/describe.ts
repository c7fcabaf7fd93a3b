/** Projects as lists and details show them. */
import { existsSync } from 'node:fs'
import type { Placement, ProjectDetail, ProjectSummary, RecordingInfo } from '#core/contract/shapes.ts'
import { placedMarkers, placedReads, talkSamples } from '#core/episode/derive.ts'
import type { Episode } from '#core/episode/schema.ts'
import { episodeDuration, placeClips } from '#core/episode/timeline.ts'
import { ok, type Result } from '#core/problem.ts'
import { samplesToSeconds } from '#core/time/units.ts'
import type { Library } from '#main/library/library.ts'
import { type MediaRecord, playsOriginal } from '#main/media/mediaRecord.ts'
import type { Masters } from '#main/media/render/master.ts'
import type { ProjectService } from './projectService.ts'

export class Describe {
  readonly #library: Library
  readonly #projects: ProjectService
  readonly #masters: Masters

  constructor(library: Library, projects: ProjectService, masters: Masters) {
    this.#library = library
    this.#projects = projects
    this.#masters = masters
  }

  summaries(): ProjectSummary[] {
    return this.#projects.list().map((row) => {
      const recordings = this.#library.projects
        .mediaIds(row.id)
        .flatMap((id) => this.#library.find(id) ?? [])
        .filter(({ kind }) => kind === 'recording')
      return {
        id: row.id,
        title: row.title,
        revision: row.revision,
        durationSamples: row.duration_samples,
        durationSeconds: samplesToSeconds(row.duration_samples),
        createdAt: row.created_at,
        changedAt: row.changed_at,
        speakers: JSON.parse(row.speakers),
        missing: recordings.some(isMissing),
        recordedAt: firstDate(recordings),
        isEdited: row.standing_edits > 0,
        exportedAt: row.exported_at,
        isExportCurrent: row.exported_revision === row.revision,
      }
    })
  }

  async detail(projectId: string): Promise<Result<ProjectDetail>> {
    const state = this.#projects.open(projectId)
    if (!state.ok) return state
    const { episode, history } = state.value
    const loudness = await this.loudness(episode)
    const durationSamples = episodeDuration(episode)
    const talk = talkSamples(episode)
    return ok({
      id: episode.id,
      title: episode.title,
      revision: history.revision,
      sampleRate: 48_000,
      durationSamples,
      durationSeconds: samplesToSeconds(durationSamples),
      recordings: this.recordings(episode),
      clips: placeClips(episode.clips).map(({ clip: { slot: _, ...clip }, timelineStart }) => ({
        ...clip,
        timelineStart,
      })),
      speakers: episode.speakers.map((speaker) => ({
        ...speaker,
        talkSeconds: samplesToSeconds(talk.get(speaker.id) ?? 0),
      })),
      segments: episode.segments,
      markers: placedMarkers(episode),
      placements: this.placements(episode),
      details: episode.details,
      output: episode.output,
      // A project whose measurements are gone is still worth showing.
      loudness: loudness.ok
        ? { integratedLufs: loudness.value.integratedLufs, truePeakDbtp: loudness.value.truePeakDbtp }
        : { integratedLufs: null, truePeakDbtp: null },
    })
  }

  recordings(episode: Episode): RecordingInfo[] {
    return episode.media
      .filter((media) => media.kind === 'recording')
      .flatMap((media) => {
        const record = this.#library.find(media.id)
        return record ? [recordingInfo(record)] : []
      })
  }

  placements(episode: Episode): Placement[] {
    return placedReads(episode).map(({ clipId, mediaId, slot, timelineStart, length }) => ({
      id: clipId,
      readId: this.#library.reads.findByMedia(mediaId)?.id ?? mediaId,
      slot,
      timelineStart,
      length,
    }))
  }

  /** Loudness of the edit, and what preview and export do about it. */
  async loudness(episode: Episode) {
    const master = await this.#masters.of(episode)
    if (!master.ok) return master
    const { integratedLufs, truePeakDbtp, gainDb, sourceLufs } = master.value
    return ok({ integratedLufs, truePeakDbtp, gainDb, sourceLufs })
  }
}

/** Whether a media item cannot be played because its original, which is still needed, is gone. */
export function isMissing(record: MediaRecord): boolean {
  return playsOriginal(record) && !existsSync(record.originalPath)
}

/** When the first of these recordings began, as an ISO date; clocks outside of what a date can hold tell nothing. */
function firstDate(recordings: readonly MediaRecord[]): string | null {
  const starts = recordings.flatMap(({ startedAtUnixSeconds }) => startedAtUnixSeconds ?? [])
  const first = new Date(Math.min(...starts) * 1000)
  return Number.isNaN(first.getTime()) ? null : first.toISOString()
}

function recordingInfo(record: MediaRecord): RecordingInfo {
  return {
    id: record.id,
    path: record.originalPath,
    codec: record.codec,
    container: record.container,
    sourceSampleRate: record.sourceSampleRate,
    sourceChannels: record.sourceChannels,
    bytes: record.originalBytes,
    durationSamples: record.durationSamples,
    missing: isMissing(record),
    gaps: [...record.gaps],
    startedAtUnixSeconds: record.startedAtUnixSeconds,
    loudness: { integratedLufs: record.integratedLufs, truePeakDbtp: record.truePeakDbtp },
  }
}
