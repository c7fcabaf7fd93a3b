/** The master stage of episodes: computed once per edit, so that preview and export use the very same numbers. */
import type { Clip, Episode } from '#core/episode/schema.ts'
import { type Master, masterOf } from '#core/plan/master.ts'
import type { MediaAnalysis } from '#core/plan/programme.ts'
import { renderPlan } from '#core/plan/renderPlan.ts'
import { ok, type Result } from '#core/problem.ts'
import type { DerivedFiles } from '#main/media/derivedFiles.ts'
import type { MediaCatalog } from '#main/media/mediaRecord.ts'
import { AnalysisStore } from './analysisStore.ts'

type Programme = Pick<Episode, 'clips' | 'media' | 'output'>

export class Masters {
  readonly #store: AnalysisStore
  #known = new WeakMap<readonly Clip[], Map<string, Promise<Result<Master>>>>()

  /** `derived` brings measurements back that were deleted; without it they count as missing. */
  constructor(catalog: MediaCatalog, derived?: DerivedFiles) {
    this.#store = new AnalysisStore(catalog, derived)
  }

  /** The master stage that the episode's output settings ask for. Problems: `missing-media`, `unreadable`. */
  of(episode: Programme): Promise<Result<Master>> {
    const { loudnessLufs, ceilingDbtp } = episode.output
    const key = `${loudnessLufs}/${ceilingDbtp}`
    const ofClips = this.#known.get(episode.clips) ?? new Map<string, Promise<Result<Master>>>()
    this.#known.set(episode.clips, ofClips)
    const known = ofClips.get(key)
    if (known) return known
    const computed = this.#compute(episode)
    ofClips.set(key, computed)
    void computed.then((result) => {
      // A file that was missing may be there the next time.
      if (!result.ok) ofClips.delete(key)
    })
    return computed
  }

  /**
   * Loudness of what the episode says between its sponsor reads, in LUFS, before the master stage: the level a
   * read is matched to. Null for silence, or when there are only reads.
   */
  async programmeLufs(episode: Programme): Promise<Result<number | null>> {
    const spoken = episode.clips.filter((clip) => clip.slot === undefined)
    const clips = spoken.length === episode.clips.length ? episode.clips : spoken
    const master = await this.of({ ...episode, clips, output: { ...episode.output, loudnessLufs: null } })
    return master.ok ? ok(master.value.sourceLufs) : master
  }

  /** Computes anew where a media item plays, as after other bytes took its place. */
  forget(mediaId: string): void {
    this.#store.forget(mediaId)
    this.#known = new WeakMap()
  }

  async #compute(episode: Programme): Promise<Result<Master>> {
    const analyses = new Map<string, MediaAnalysis>()
    for (const mediaId of new Set(renderPlan(episode).spans.map((span) => span.mediaId))) {
      const analysis = await this.#store.load(mediaId)
      if (!analysis.ok) return analysis
      analyses.set(mediaId, analysis.value)
    }
    return ok(masterOf(episode, (mediaId) => analyses.get(mediaId)))
  }
}
