/** What is to be encoded, and where to. */
import type { ExportFormat } from '#core/contract/contract.ts'
import type { Chapter } from '#core/formats/chapters.ts'
import type { Samples } from '#core/time/units.ts'
import type { Renderer } from '#main/media/render/renderer.ts'
import type { Cover } from './tags.ts'

export interface SoundJob {
  readonly renderer: Renderer
  /** Timeline range. */
  readonly from: Samples
  readonly to: Samples
  readonly format: ExportFormat
  /** Bits per second; undefined for lossless formats. */
  readonly bitrate: number | undefined
  readonly path: string
  readonly tags: Readonly<Record<string, string>>
  readonly chapters: readonly Chapter[]
  readonly cover: Cover | null
  readonly signal: AbortSignal
  /** Gets the samples done so far. */
  readonly onSamples: (done: Samples) => void
}
