/** Measures a finished sound file, with ffmpeg's own meter: an opinion independent of ours. */
import { ok, type Result } from '#core/problem.ts'
import { startFfmpeg } from './child.ts'
import { ffmpegFailure } from './failure.ts'

export interface MeasuredFile {
  /** Integrated loudness in LUFS (EBU R 128); null for silence. */
  readonly integratedLufs: number | null
  /** True peak in dBTP; null for silence. */
  readonly truePeakDbtp: number | null
}

/** Decodes a whole file and measures it. Problems: `ffmpeg-missing`, `ffmpeg-failed`, `vanished`, `unreadable`. */
export async function measureFile(path: string): Promise<Result<MeasuredFile>> {
  const args = ['-nostdin', '-i', path, '-map', '0:a:0', '-af', 'ebur128=peak=true', '-f', 'null', '-']
  const started = startFfmpeg(args)
  if (!started.ok) return started
  const end = await started.value.ended
  if (end.code !== 0) return ffmpegFailure(end, 'measure the file')
  // The summary comes last: "I: -16.0 LUFS", then "Peak: -1.2 dBFS" of the true peak.
  const summary = end.said.slice(end.said.lastIndexOf('Summary:'))
  return ok({
    integratedLufs: numberAfter(summary, /\bI:\s*(-?[\d.]+|-inf)/, -70),
    truePeakDbtp: numberAfter(summary, /\bPeak:\s*(-?[\d.]+|-inf)/, -200),
  })
}

function numberAfter(text: string, pattern: RegExp, silence: number): number | null {
  const value = Number(pattern.exec(text)?.[1])
  return Number.isFinite(value) && value > silence ? value : null
}
