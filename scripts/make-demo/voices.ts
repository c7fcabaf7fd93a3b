/** Speaks lines with free synthesizers and brings them to 48 kHz mono. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ffmpeg, runTool } from '../../tests/fixtures/ffmpeg.ts'
import type { VoiceKey } from './script.ts'

export const RATE = 48_000

/** A program that writes a WAV file, and filters that make the voice more its own. */
interface Synthesizer {
  readonly program: 'flite' | 'espeak-ng'
  readonly args: readonly string[]
  readonly filters?: string
}

const VOICES: Readonly<Record<VoiceKey | 'sponsor', Synthesizer>> = {
  maya: { program: 'flite', args: ['-voice', 'slt', '--setf', 'duration_stretch=0.96'] },
  theo: { program: 'flite', args: ['-voice', 'rms', '--setf', 'duration_stretch=0.92'] },
  ines: { program: 'espeak-ng', args: ['-v', 'en-gb-x-rp+f3', '-s', '165', '-p', '62'] },
  callum: { program: 'flite', args: ['-voice', 'awb', '--setf', 'duration_stretch=1.02'] },
  // The female voice a third lower, which is a different person to the ear.
  sponsor: {
    program: 'flite',
    args: ['-voice', 'slt'],
    filters: 'asetrate=48000*0.84,aresample=48000,atempo=1.16',
  },
}

/** The line as mono samples, silence at both ends removed. */
export async function speak(voice: VoiceKey | 'sponsor', text: string): Promise<Float32Array> {
  const { program, args, filters } = VOICES[voice]
  const folder = await mkdtemp(join(tmpdir(), 'afterspace-voice-'))
  try {
    const wav = join(folder, 'line.wav')
    await writeFile(join(folder, 'line.txt'), text)
    const output = program === 'flite' ? ['-o', wav] : ['-w', wav]
    await runTool(program, [...args, '-f', join(folder, 'line.txt'), ...output])
    const trim = 'silenceremove=start_periods=1:start_threshold=-50dB'
    const chain = ['aresample=48000', filters, trim, 'areverse', trim, 'areverse'].filter(Boolean).join(',')
    return await filterMono(await readFile(wav), chain)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Runs a filter chain over mono samples, or over the bytes of a WAV file. */
export async function filterMono(source: Float32Array | Buffer, chain: string): Promise<Float32Array> {
  const raw = ['-f', 'f32le', '-ar', String(RATE), '-ac', '1']
  const [input, bytes] = source instanceof Float32Array ? [raw, bytesOf(source)] : [['-f', 'wav'], source]
  const out = await ffmpeg([...input, '-i', 'pipe:0', '-af', chain, ...raw, 'pipe:1'], bytes)
  return new Float32Array(out.buffer.slice(out.byteOffset, out.byteOffset + out.length))
}

/** Integrated loudness (BS.1770) of mono samples as they sound from two channels. */
export async function loudnessOf(samples: Float32Array): Promise<number> {
  const raw = ['-f', 'f32le', '-ar', String(RATE), '-ac', '1', '-i', 'pipe:0']
  const chain = 'pan=stereo|c0=c0|c1=c0,ebur128=metadata=1,ametadata=print:file=-'
  const log = await ffmpeg([...raw, '-af', chain, '-f', 'null', '-'], bytesOf(samples))
  const values = [...log.toString().matchAll(/lavfi\.r128\.I=(-?[\d.]+)/g)]
  return Number(values.at(-1)?.[1])
}

/** The samples, level changed so that they are `lufs` loud, peaks held under -1.5 dBFS. */
export async function atLoudness(samples: Float32Array, lufs: number): Promise<Float32Array> {
  const limiter = 'alimiter=limit=0.84:attack=4:release=60:level=false'
  let level = samples
  // Twice, because the limiter takes some loudness off the first time.
  for (let pass = 0; pass < 2; pass++) {
    const gain = lufs - (await loudnessOf(level))
    level = await filterMono(level, `volume=${gain.toFixed(3)}dB,${limiter}`)
  }
  return level
}

function bytesOf(samples: Float32Array): Uint8Array {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)
}
