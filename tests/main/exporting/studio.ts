/** An episode of real files to export, and what ffmpeg says of the result. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Progress } from '#core/contract/shapes.ts'
import { applyCommand, type EditCommand } from '#core/edit/apply.ts'
import type { Episode } from '#core/episode/schema.ts'
import { gainToDb } from '#core/time/units.ts'
import { type ExportOptions, exportEpisode } from '#main/exporting/exportEpisode.ts'
import { Masters } from '#main/media/render/master.ts'
import { SourceReader } from '#main/media/source/sourceReader.ts'
import { episodeOf, read, recording } from '../../core/plan/documents.ts'
import { ffmpeg, runTool } from '../../fixtures/ffmpeg.ts'
import { catalogOf, framesRecord, measure, seekableRecord } from '../media/realMedia.ts'

export interface Studio {
  readonly root: string
  readonly episode: Episode
  readonly reader: SourceReader
  readonly masters: Masters
  export(
    request: ExportOptions['request'],
    target: string,
    more?: Partial<ExportOptions>,
  ): ReturnType<typeof exportEpisode>
  close(): Promise<void>
}

/** Something like voices: bursts of filtered noise and tones of uneven level, with pauses. */
function voices(seconds: number, seed: number): string {
  const burst = `(0.15+0.85*abs(sin(0.9*t+${seed})))*max(0\\,sin(2*PI*2.3*t+${seed}))*gt(mod(t\\,7)\\,0.8)`
  const voice = `(0.5*sin(2*PI*(140+25*sin(3*t))*t)+0.3*sin(2*PI*420*t)+0.35*(random(${seed})-0.5))`
  return `aevalsrc=exprs='0.55*${burst}*${voice}|0.5*${burst}*${voice}':s=48000:d=${seconds}`
}

export async function openStudio(seconds: number): Promise<Studio> {
  const root = mkdtempSync(join(tmpdir(), 'afterspace-export-'))
  const space = join(root, 'space.aac')
  const sponsor = join(root, 'sponsor.wav')
  await ffmpeg([
    '-f',
    'lavfi',
    '-i',
    voices(seconds, 1),
    '-af',
    'lowpass=f=7000',
    '-c:a',
    'aac',
    '-b:a',
    '96k',
    '-f',
    'adts',
    space,
  ])
  await ffmpeg(['-f', 'lavfi', '-i', voices(6, 4), '-af', 'lowpass=f=7000', '-c:a', 'pcm_s16le', sponsor])
  const duration = seconds * 48_000
  const records = [
    framesRecord(root, 'm0', space, 'adts', duration),
    seekableRecord('r0', sponsor, 6 * 48_000),
  ]
  const catalog = catalogOf(root, records)
  const reader = new SourceReader(catalog)
  for (const record of records) await measure(catalog, record, reader)
  const masters = new Masters(catalog)
  const bare = episodeOf([recording('m0', duration)])
  const episode = edit(
    {
      ...bare,
      title: 'Space = good; #1',
      details: {
        artist: 'Alice & Bob',
        show: 'After Hours',
        description: 'Line one\nline two',
        coverId: null,
      },
    },
    { type: 'addMarker', mediaId: 'm0', sample: 0, title: 'Welcome' },
    { type: 'addMarker', mediaId: 'm0', sample: 11 * 48_000, title: 'Cut away' },
    { type: 'addMarker', mediaId: 'm0', sample: 988_800, title: 'Questions; answers' },
    { type: 'cut', from: 10 * 48_000 + 17, to: 13 * 48_000 + 5 },
    { type: 'placeRead', media: read('r0', 6 * 48_000), at: 30 * 48_000 + 11, gainDb: -2 },
  )
  return {
    root,
    episode,
    reader,
    masters,
    export: (request, target, more = {}) =>
      exportEpisode({
        episode,
        reader,
        masters,
        request,
        targetPath: target,
        cover: null,
        readTitle: () => 'Brand',
        signal: new AbortController().signal,
        onProgress: (_progress: Progress) => undefined,
        ...more,
      }),
    async close() {
      await reader.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

export function edit(episode: Episode, ...commands: EditCommand[]): Episode {
  return commands.reduce((current, command) => {
    const next = applyCommand(current, command)
    if (!next.ok) throw new Error(next.error.message)
    return next.value
  }, episode)
}

export interface Probe {
  readonly format: { readonly tags?: Record<string, string> }
  readonly streams: readonly {
    readonly codec_type: string
    readonly codec_name: string
    readonly duration_ts: number
    readonly tags?: Record<string, string>
    readonly disposition: { readonly attached_pic: number }
  }[]
  readonly chapters: readonly {
    readonly start_time: string
    readonly end_time: string
    readonly tags: { readonly title: string }
  }[]
}

/** What ffprobe reads back. */
export async function probe(path: string): Promise<Probe> {
  const args = ['-v', 'error', '-of', 'json', '-show_format', '-show_streams', '-show_chapters', path]
  return JSON.parse((await runTool('ffprobe', args)).toString())
}

/** Interleaved stereo floats that a file decodes to. */
export async function decode(path: string): Promise<Float32Array> {
  const args = [
    '-v',
    'error',
    '-i',
    path,
    '-map',
    '0:a:0',
    '-ar',
    '48000',
    '-ac',
    '2',
    '-f',
    'f32le',
    'pipe:1',
  ]
  const bytes = await runTool('ffmpeg', args)
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
}

/** Integrated loudness and true peak as ffmpeg's own meter has them. */
export async function meter(path: string): Promise<{ lufs: number; truePeak: number }> {
  const filter = 'ebur128=peak=true:metadata=1,ametadata=mode=print:file=-'
  const args = ['-v', 'error', '-i', path, '-map', '0:a:0', '-af', filter, '-f', 'null', '-']
  const said = (await runTool('ffmpeg', args)).toString()
  const values = (key: string) =>
    [...said.matchAll(new RegExp(`lavfi\\.r128\\.${key}=(\\S+)`, 'g'))].map((hit) => Number(hit[1]))
  const highest = [...values('true_peaks_ch0'), ...values('true_peaks_ch1')].reduce((a, b) => Math.max(a, b))
  return { lufs: values('I').at(-1)!, truePeak: gainToDb(highest) }
}
