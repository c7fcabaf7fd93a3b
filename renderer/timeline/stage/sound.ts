/** What the waveform and the minimap show: columns and samples for a view of the present document. */
import { clipAt, episodeDuration } from '#core/episode/timeline.ts'
import type { Editor } from '#renderer/state/editor.ts'
import type { PeakReader } from '../peaks/columns.ts'
import { COLUMN_KIND, type Columns, makeColumns, timelineColumns } from '../peaks/columns.ts'
import { FetchQueue } from '../peaks/fetchQueue.ts'
import { PCM_SAMPLES_PER_PIXEL, type PcmReader, TimelinePcm } from '../peaks/pcm.ts'
import { pcmColumns, pcmSamples, type SampleRun } from '../peaks/pcmColumns.ts'
import { SourcePeaks } from '../peaks/sourcePeaks.ts'
import type { View } from '../view/geometry.ts'

/** Finer than this a column would have less than one sample, so a line is drawn instead. */
const LINE_SAMPLES_PER_PIXEL = 1

export class Sound {
  readonly #sources = new SourcePeaks()
  readonly #detailQueue: FetchQueue
  readonly #overviewQueue: FetchQueue
  readonly #pcm: TimelinePcm
  #detail = makeColumns(0)
  #overview = makeColumns(0)
  /** The virtual WAV that has the sound of these clips; a new revision with the same sound changes nothing. */
  #wav: { url: string; clips: unknown; output: unknown } | null = null

  constructor(onDetail: () => void, onOverview: () => void) {
    this.#detailQueue = new FetchQueue(onDetail)
    this.#overviewQueue = new FetchQueue(onOverview)
    this.#pcm = new TimelinePcm(this.#detailQueue)
  }

  /** Columns of the view, and its single samples where the zoom is that deep. `gain`: see {@link pcmColumns}. */
  detail(editor: Editor, gain: number): { columns: Columns; samples: SampleRun | null } {
    const { view, episode } = editor
    this.#detail = roomFor(view.widthPx, this.#detail)
    this.#detailQueue.beginFrame()
    const columns = this.#columns(editor, view, this.#detailQueue, this.#detail)
    let samples: SampleRun | null = null
    if (view.samplesPerPixel < PCM_SAMPLES_PER_PIXEL) {
      const reader = this.#pcmReader(editor)
      const duration = episodeDuration(episode)
      if (reader && view.samplesPerPixel < LINE_SAMPLES_PER_PIXEL)
        samples = pcmSamples(reader, view, duration, gain)
      else if (reader) pcmColumns(reader, view, duration, gain, columns)
    }
    this.#detailQueue.endFrame()
    return { columns, samples }
  }

  /** Columns of the whole timeline in `widthPx`. */
  overview(editor: Editor, widthPx: number): Columns {
    this.#overview = roomFor(widthPx, this.#overview)
    const samplesPerPixel = Math.max(1e-3, episodeDuration(editor.episode) / Math.max(1, widthPx))
    this.#overviewQueue.beginFrame()
    const view = { startSample: 0, samplesPerPixel, widthPx }
    const columns = this.#columns(editor, view, this.#overviewQueue, this.#overview)
    this.#overviewQueue.endFrame()
    return columns
  }

  destroy(): void {
    this.#detailQueue.destroy()
    this.#overviewQueue.destroy()
  }

  #columns({ episode }: Editor, view: View, queue: FetchQueue, out: Columns): Columns {
    const readers = new Map<string, PeakReader | undefined>()
    const readerOf = (mediaId: string) => {
      if (!readers.has(mediaId))
        readers.set(mediaId, this.#sources.reader(mediaId, view.samplesPerPixel, queue))
      return readers.get(mediaId)
    }
    return timelineColumns(episode.clips, readerOf, view, out)
  }

  #pcmReader({ projectId, episode, committed, savedRevision }: Editor): PcmReader | undefined {
    const known = this.#wav?.clips === committed.clips && this.#wav.output === committed.output
    if (!known)
      this.#wav =
        savedRevision === null
          ? null
          : {
              url: `/media/episodes/${encodeURIComponent(projectId)}/${savedRevision}.wav`,
              clips: committed.clips,
              output: committed.output,
            }
    if (!this.#wav || this.#wav.clips !== episode.clips) return undefined
    return this.#pcm.reader(this.#wav.url, episodeDuration(episode))
  }
}

function roomFor(widthPx: number, columns: Columns): Columns {
  return columns.max.length >= Math.ceil(widthPx) + 2 ? columns : makeColumns(widthPx)
}

/** Kind of the clip that plays at a pixel of the editor's view. */
export function kindAt({ episode, view }: Editor, x: number): number {
  const at = Math.floor(view.startSample + x * view.samplesPerPixel)
  return clipAt(episode.clips, at)?.clip.slot ? COLUMN_KIND.read : COLUMN_KIND.recording
}
