import type { Command } from 'commander'
import { EXPORT_FORMATS, type ExportEvent, type ExportFormat } from '#core/contract/contract.ts'
import { formatTimecode } from '#core/time/timecode.ts'
import { type Run, usage } from '../context.ts'
import { count } from '../output.ts'
import { readChoice, readNumber, readTime } from '../values.ts'

interface ExportOptions {
  preset?: string
  out: string
  loudness?: string
  bitrate?: string
  from?: string
  to?: string
  withoutSponsors?: boolean
}

export function addExportCommand(program: Command, run: Run): void {
  program
    .command('export')
    .description('write the episode as a sound file')
    .argument('<project>')
    .requiredOption('--out <file>', 'file to write')
    .option('--preset <name>', `${EXPORT_FORMATS.join(', ')}; otherwise by the ending of --out`)
    .option('--loudness <lufs>', 'target in LUFS, or “none”; otherwise as the episode says')
    .option('--bitrate <kbps>', 'of MP3 and M4A (32 to 320) and Opus (to 256), in kb/s')
    .option('--from <time>', 'begin of a part')
    .option('--to <time>', 'end of a part')
    .option('--without-sponsors', 'leave sponsor reads out')
    .action((reference: string, options: ExportOptions) =>
      run(async ({ api, output, project, signal }) => {
        const { id, duration_samples } = project(reference)
        const isPart = options.from !== undefined || options.to !== undefined
        const events = await api.exports.start(
          {
            projectId: id,
            format: formatOf(options),
            destination: { path: options.out },
            ...(options.bitrate !== undefined && {
              bitrate: readNumber('--bitrate', options.bitrate, 32, 512) * 1000,
            }),
            ...(options.loudness !== undefined && { loudnessLufs: readLoudness(options.loudness) }),
            ...(isPart && {
              range: {
                from: options.from === undefined ? 0 : readTime(options.from),
                to: options.to === undefined ? duration_samples : readTime(options.to),
              },
            }),
            withoutSponsors: options.withoutSponsors ?? false,
          },
          { signal },
        )
        let done: Extract<ExportEvent, { type: 'done' }> | undefined
        for await (const event of events) {
          if (event.type === 'progress') output.progress(event.progress)
          else done = event
        }
        if (!done) throw new Error('The export ended without a result.')
        const { type: _, url: __, ...result } = done
        const { integratedLufs, truePeakDbtp } = result.loudness
        output.result(
          result,
          `Wrote ${result.path}: ${formatTimecode(result.durationSamples)}, ${(result.bytes / 1e6).toFixed(1)} MB, ` +
            `${integratedLufs?.toFixed(1) ?? '–'} LUFS, true peak ${truePeakDbtp?.toFixed(1) ?? '–'} dBTP, ${count(result.chapters, 'chapter')}.`,
        )
      }),
    )
}

/** The format that was named, or that the file's ending means. */
function formatOf({ preset, out }: ExportOptions): ExportFormat {
  if (preset !== undefined) return readChoice('--preset', preset, EXPORT_FORMATS)
  const ending = /\.([^.]+)$/.exec(out)?.[1]?.toLowerCase()
  const found = EXPORT_FORMATS.find((format) => format === ending)
  return found ?? usage('Say which format with --preset.', `Known: ${EXPORT_FORMATS.join(', ')}.`)
}

function readLoudness(text: string): number | null {
  return text === 'none' ? null : readNumber('--loudness', text, -40, -5)
}
