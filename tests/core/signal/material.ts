/** Test audio, made by the real tools, and the reference meter: ffmpeg's `ebur128`. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const RATE = 48_000

/** What `ebur128` says about interleaved stereo at 48 kHz. */
export function ebur128(frames: Float32Array): { lufs: number; truePeakDb: number } {
  const bytes = new Uint8Array(frames.buffer, frames.byteOffset, frames.byteLength)
  const input = ['-f', 'f32le', '-ar', '48000', '-ac', '2', '-i', 'pipe:0']
  const filter = 'ebur128=peak=true:metadata=1:framelog=verbose,ametadata=mode=print:file=-'
  const run = spawnSync(
    'ffmpeg',
    ['-hide_banner', '-v', 'error', ...input, '-af', filter, '-f', 'null', '-'],
    {
      input: bytes,
      maxBuffer: 1 << 30,
    },
  )
  if (run.status !== 0) throw new Error(`ffmpeg failed: ${run.stderr}`)
  const lines = run.stdout.toString().split('\n')
  const values = (key: string) =>
    lines.filter((line) => line.startsWith(key)).map((line) => Number(line.slice(key.length)))
  const truePeak = Math.max(...values('lavfi.r128.true_peaks_ch0='), ...values('lavfi.r128.true_peaks_ch1='))
  return { lufs: values('lavfi.r128.I=').at(-1)!, truePeakDb: 20 * Math.log10(truePeak) }
}

/** Three synthetic voices at uneven levels: a quiet one, a shouting one, one in between. About half a minute. */
export function unevenSpeech(levelsDb: readonly number[] = [-30, -3, -18]): Float32Array {
  const folder = mkdtempSync(join(tmpdir(), 'afterspace-speech-'))
  try {
    const voices = [
      {
        voice: 'en-us',
        text: 'Welcome to the space. Tonight we talk about how recordings are edited, and why it matters.',
      },
      {
        voice: 'en-us+f3',
        text: 'Thank you for having me! What counts is what the listeners hear when somebody shouts.',
      },
      {
        voice: 'en-gb+m4',
        text: 'Hello from the third speaker. My microphone is far away, can everybody hear me at all?',
      },
    ]
    const parts = voices.map(({ voice, text }, i) => {
      const wav = join(folder, `${i}.wav`)
      run('espeak-ng', ['-v', voice, '-w', wav, text])
      const level = `volume=${levelsDb[i]}dB`
      const output = join(folder, `${i}.f32`)
      run('ffmpeg', [
        '-v',
        'error',
        '-i',
        wav,
        '-af',
        `${level},aresample=48000`,
        '-ac',
        '2',
        '-f',
        'f32le',
        output,
      ])
      return floats(readFileSync(output))
    })
    return concat([...parts, ...parts])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function run(command: string, args: string[]): void {
  const result = spawnSync(command, args)
  if (result.status !== 0) throw new Error(`${command} failed: ${result.stderr}`)
}

function floats(bytes: Uint8Array): Float32Array {
  return new Float32Array(bytes.slice().buffer)
}

export function concat(parts: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((total, part) => total + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** A sine on both channels; the right one may be shifted. Amplitude in dBFS of the peak. */
export function sine(hertz: number, seconds: number, db: number, phase = 0): Float32Array {
  const frames = new Float32Array(Math.round(seconds * RATE) * 2)
  const amplitude = 10 ** (db / 20)
  for (let i = 0; i < frames.length / 2; i++) {
    const value = amplitude * Math.sin((2 * Math.PI * hertz * i) / RATE + phase)
    frames[i * 2] = value
    frames[i * 2 + 1] = value
  }
  return frames
}

/** Repeatable white noise in [-1, 1), both channels apart. */
export function noise(frames: number, seed = 1): Float32Array {
  const samples = new Float32Array(frames * 2)
  let state = seed >>> 0 || 1
  for (let i = 0; i < samples.length; i++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    samples[i] = (state >>> 0) / 2 ** 31 - 1
  }
  return samples
}

export function scaled(frames: Float32Array, db: number): Float32Array {
  const gain = 10 ** (db / 20)
  return frames.map((value) => value * gain)
}

export function toDb(value: number): number {
  return 20 * Math.log10(value)
}

export function highest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, value), 0)
}

/** Noise bursts and silences on a low hum: hard on filters, gates and limiters. */
export function bursts(seconds: number, seed = 7): Float32Array {
  const frames = sine(90, seconds, -30)
  const wild = noise(frames.length / 2, seed)
  for (let i = 0; i < frames.length; i++) {
    const second = i / (2 * RATE)
    const burst = second % 0.7 < 0.06 ? 1 : second % 3.1 < 0.5 ? 0.25 : 0
    frames[i] = frames[i]! + wild[i]! * burst
  }
  return frames
}
