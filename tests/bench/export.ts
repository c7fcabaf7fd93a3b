/** Export of an hour, with and without cuts, against one ffmpeg encode of the same length. */
import { join } from 'node:path'
import { EXPORT_FORMATS, type ExportFormat } from '#core/contract/contract.ts'
import { unwrap } from '#core/problem.ts'
import { runExport } from '#main/exporting/runExport.ts'
import { importProject } from '#main/projects/importProject.ts'
import { createServices } from '#main/services.ts'
import { ffmpeg } from '../fixtures/ffmpeg.ts'
import { evenCuts } from './longProject.ts'
import { spaceOfHours } from './material.ts'
import { type Figure, seconds, time } from './report.ts'

/** One plain encode with the encoder and bit rate that the export uses. */
const ENCODES: Record<ExportFormat, readonly string[]> = {
  wav: ['-c:a', 'pcm_s16le', '-f', 'wav'],
  flac: ['-c:a', 'flac', '-sample_fmt', 's16', '-f', 'flac'],
  mp3: ['-c:a', 'libmp3lame', '-b:a', '128k', '-f', 'mp3'],
  m4a: ['-c:a', 'aac', '-b:a', '128k', '-f', 'mp4'],
  opus: ['-c:a', 'libopus', '-b:a', '96k', '-f', 'opus'],
}
const HOURS = 1
const SECONDS = HOURS * 3600
/** Of a second each. */
const CUTS = 1_000

export async function benchExport(folder: string): Promise<Figure[]> {
  const path = await spaceOfHours(HOURS)
  const services = unwrap(createServices({ libraryPath: join(folder, 'export'), host: 'cli' }))
  const { projectId } = unwrap(await importProject(services.library, services.projects, { paths: [path] }))
  const { episode } = unwrap(services.projects.open(projectId))
  const run = async (format: ExportFormat, name: string) =>
    time(async () => {
      const request = {
        projectId,
        format,
        bitrate: BITRATES[format],
        destination: { path: join(folder, `${name}.${format}`) },
      }
      unwrap(await runExport(services, request, new AbortController().signal, () => {}))
    })
  const figures: Figure[] = []
  const whole = new Map<ExportFormat, number>()
  for (const format of EXPORT_FORMATS) {
    const plain = await time(() =>
      ffmpeg(['-i', path, '-map', '0:a:0', ...ENCODES[format], join(folder, `plain.${format}`)]),
    )
    const ours = await run(format, 'whole')
    whole.set(format, ours)
    figures.push({
      what: `${format}, no cuts, against ffmpeg`,
      value: `${seconds(ours)} to ${seconds(plain)}: ${(ours / plain).toFixed(2)}x`,
      bar: format === 'mp3' || format === 'm4a' || format === 'opus' ? '0.6x' : '',
    })
  }
  unwrap(
    services.projects.apply(projectId, [{ type: 'batch', label: 'Cuts', commands: evenCuts(episode, CUTS) }]),
  )
  for (const format of ['wav', 'mp3'] as const) {
    const cut = await run(format, 'cut')
    // The cuts take some of the sound away; per second of what is left is what compares.
    const perSecond = cut / whole.get(format)! / ((SECONDS - CUTS) / SECONDS)
    figures.push({
      what: `${format}, ${CUTS} cuts against none, per second of sound`,
      value: `${seconds(cut)}: ${perSecond.toFixed(2)}x`,
      bar: '1.1x',
    })
  }
  await services.close()
  return figures
}

const BITRATES: Record<ExportFormat, number | undefined> = {
  wav: undefined,
  flac: undefined,
  mp3: 128_000,
  m4a: 128_000,
  opus: 96_000,
}
