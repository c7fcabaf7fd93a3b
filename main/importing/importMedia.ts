/** Imports one recording: finds out what it is, makes it exact, measures it, all in one pass over its sound. */
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Progress } from '#core/contract/shapes.ts'
import { joinGaps } from '#core/formats/chunk-gaps.ts'
import { type HydraTimeline, hydraTimeline } from '#core/formats/hydra-timeline.ts'
import type { SpaceFacts } from '#core/formats/sidecar/spaceFacts.ts'
import { fail, ok, type Result } from '#core/problem.ts'
import { integratedLoudness } from '#core/signal/loudness.ts'
import { gainToDb } from '#core/time/units.ts'
import { type Analysis, analyse } from '#main/media/analysis/analyse.ts'
import { WorkerPool } from '#main/media/analysis/workerPool.ts'
import { type MediaRecord, WORKING_COPY } from '#main/media/mediaRecord.ts'
import { writeDerived } from './derived.ts'
import { cancelled, fileProblem } from './fileProblem.ts'
import type { MediaTags } from './frameStream.ts'
import { LiveWaveform, type PeaksBatch } from './liveWaveform.ts'
import { openOriginal } from './opening/openOriginal.ts'
import { checkUnchanged, hashOf, type Original } from './original.ts'
import { ImportProgress } from './progress.ts'
import { convertedSource, type ExactSource, findSource, type SourceContext } from './source.ts'

export interface ImportMediaOptions {
  /** Absolute path of a file, a folder of chunks, a playlist beside them, or an archive (a zip or its folder). */
  readonly path: string
  /** Which Space of an archive; needed where it holds several. */
  readonly spaceId?: string | undefined
  readonly kind: MediaRecord['kind']
  readonly id: string
  /** Absolute path of the folder to fill; made here, and removed again on failure or cancel. */
  readonly folder: string
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
  /** Peaks for drawing while the import runs; at most 2,000 buckets over the whole file. */
  readonly onPeaks?: (batch: PeaksBatch) => void
}

export interface ImportedMedia {
  readonly record: MediaRecord
  /** What the recording is called: the name of its file, also of one inside an archive, or of its folder. */
  readonly name: string
  /** Which Space it is, and what is said of it, where it came out of an archive. */
  readonly spaceId: string | null
  readonly facts: readonly SpaceFacts[]
  /** When it began, as its own tags or the names of its chunks say; a date in the library may come from a sidecar. */
  readonly startedAtUnixSeconds: number | null
  /** Speakers, turns and gaps from the recording's own tags; null where it has none. */
  readonly hydra: HydraTimeline | null
  readonly tags: Readonly<MediaTags>
  /** What the person should know, a sentence each. */
  readonly warnings: readonly string[]
}

/**
 * Fails with `not-found`, `empty-file`, `not-audio`, `no-sound`, `unreadable`, `vanished` (gone or changed
 * meanwhile), `disk-full`, `ffmpeg-missing`, `ffmpeg-failed` or `cancelled`, and of archives with `choose-space`,
 * `no-spaces`, `missing-media`, `archive-unsafe`, `archive-damaged`, `archive-encrypted`, `unsupported` or `usage`;
 * then no file and no process is left.
 */
export async function importMedia(options: ImportMediaOptions): Promise<Result<ImportedMedia>> {
  const signal = options.signal ?? new AbortController().signal
  let made = false
  const result = await (async (): Promise<Result<ImportedMedia>> => {
    try {
      if (signal.aborted) throw cancelled()
      await mkdir(options.folder, { recursive: true })
      made = true
      const progress = new ImportProgress(options.onProgress ?? (() => undefined))
      const original = await openOriginal({
        path: options.path,
        spaceId: options.spaceId,
        folder: options.folder,
        signal,
        progress,
      })
      if (!original.ok) return original
      return await importOriginal(options, {
        original: original.value,
        folder: options.folder,
        signal,
        progress,
      })
    } catch (error) {
      return { ok: false, error: fileProblem(error, options.path) }
    }
  })()
  if (!result.ok && made) await rm(options.folder, { recursive: true, force: true })
  return !result.ok && signal.aborted ? fail('cancelled', 'The import was cancelled.') : result
}

async function importOriginal(
  options: ImportMediaOptions,
  context: SourceContext,
): Promise<Result<ImportedMedia>> {
  const { original, signal, progress } = context
  // Started before the reading, so that the workers are ready when it is done.
  const pool = WorkerPool.start()
  if (!pool.ok) return pool
  const steps = { options, context, pool: pool.value }
  try {
    const found = await findSource(context)
    if (!found.ok) return found
    const hashing =
      found.value.hash ??
      hashOf(
        original.files.map(({ path }) => path),
        signal,
      )
    // Its failure is met below; until then it must not count as unhandled.
    if (typeof hashing !== 'string') hashing.catch(() => undefined)
    const measured = await measure(steps, found.value)
    if (!measured.ok) {
      await checkUnchanged(original)
      return measured
    }
    const contentHash = await hashing
    // The workers' memory is given back before the files are put together.
    await pool.value.close()
    await writeDerived(options.folder, measured.value.analysis)
    await checkUnchanged(original)
    const source = await settled(context, measured.value.source)
    progress.finish()
    return ok(described(options, original, { ...measured.value, source }, contentHash))
  } finally {
    await pool.value.close()
  }
}

/** What was taken out of an archive goes when the library has its own copy; otherwise it is that copy. */
async function settled({ original, folder }: SourceContext, source: ExactSource): Promise<ExactSource> {
  if (!original.isExtracted) return source
  const { access } = source.target
  const isOriginal = access.type === 'seekable' && access.file === 'original'
  if (isOriginal) await rename(original.files[0]!.path, join(folder, WORKING_COPY))
  else for (const { path } of original.files) await rm(path)
  return isOriginal
    ? { ...source, target: { ...source.target, access: { ...access, file: 'working' } } }
    : source
}

interface Measured {
  readonly source: ExactSource
  readonly analysis: Analysis
}

/** Analyses; a file whose parts do not fit together is converted and analysed again. */
async function measure(
  steps: { options: ImportMediaOptions; context: SourceContext; pool: WorkerPool },
  source: ExactSource,
): Promise<Result<Measured>> {
  const first = await analyseSource(steps, source)
  if (!first.ok || first.value.seamless || source.target.access.type === 'frames') {
    return first.ok ? ok({ source, analysis: first.value }) : first
  }
  const converted = await convertedSource(steps.context)
  if (!converted.ok) return converted
  const exact = { ...converted.value, tags: source.tags, hash: source.hash }
  const second = await analyseSource(steps, exact)
  return second.ok ? ok({ source: exact, analysis: second.value }) : second
}

async function analyseSource(
  steps: { options: ImportMediaOptions; context: SourceContext; pool: WorkerPool },
  source: ExactSource,
): Promise<Result<Analysis>> {
  const { options, context, pool } = steps
  const { length } = source
  context.progress.begin('Analysing', 1)
  const waveform = new LiveWaveform(length.samples, length.exact)
  return await analyse({
    target: source.target,
    length,
    pool,
    signal: context.signal,
    onPeaks: (firstBucket, pairs) => options.onPeaks?.(waveform.add(firstBucket, pairs)),
    onMeasured: (samples) => context.progress.at(samples / Math.max(1, length.samples)),
  })
}

function described(
  options: ImportMediaOptions,
  original: Original,
  { source, analysis }: Measured,
  contentHash: string,
): ImportedMedia {
  const { durationSamples, loudness } = analysis
  const hydra = source.ticks.length > 0 ? hydraTimeline(source.ticks, { durationSamples }) : null
  const lufs = integratedLoudness(loudness.energy)
  const startedAtUnixSeconds = hydra?.startedAtUnixSeconds ?? original.startedAtUnixSeconds
  const truePeak = loudness.truePeak.reduce((highest, peak) => Math.max(highest, peak), 0)
  const record: MediaRecord = {
    id: options.id,
    kind: options.kind,
    originalPath: original.path,
    originalBytes: original.bytes,
    originalModifiedMs: original.modifiedMs,
    contentHash,
    codec: source.codec,
    container: source.container,
    sourceSampleRate: source.sampleRate,
    sourceChannels: source.target.channels,
    durationSamples,
    gaps: joinGaps(source.holes, hydra?.gaps ?? [], source.ticks),
    startedAtUnixSeconds,
    integratedLufs: Number.isFinite(lufs) ? lufs : null,
    truePeakDbtp: truePeak > 0 ? gainToDb(truePeak) : null,
    access: source.target.access,
  }
  const { name, spaceId, facts } = original
  const warnings = [...original.warnings, ...source.warnings]
  return { record, name, spaceId, facts, startedAtUnixSeconds, hydra, tags: source.tags, warnings }
}
