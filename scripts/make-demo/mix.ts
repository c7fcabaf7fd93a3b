/** Puts the spoken lines on a timeline: one stem per person, room noise under all of it. */
import { LINES, PEOPLE, TAIL_SECONDS, type VoiceKey } from './script.ts'
import { atLoudness, filterMono, RATE, speak } from './voices.ts'

export interface PlacedLine {
  readonly who: VoiceKey
  readonly text: string
  readonly startSample: number
  readonly endSample: number
}

export interface Mix {
  readonly lines: readonly PlacedLine[]
  /** Each person's voice alone, as loud as in the mix. */
  readonly stems: ReadonlyMap<VoiceKey, Float32Array>
  /** Interleaved 16-bit stereo. */
  readonly pcm: Int16Array
}

/** Speaks, places, levels and mixes the whole script. */
export async function mixSpace(): Promise<Mix> {
  const spoken = await Promise.all(LINES.map((line) => speak(line.who, line.text)))
  const lines: PlacedLine[] = []
  let end = 0
  LINES.forEach(({ who, text, pause }, place) => {
    const startSample = end + Math.round(pause * RATE)
    const endSample = startSample + spoken[place]!.length
    lines.push({ who, text, startSample, endSample })
    end = Math.max(end, endSample)
  })
  // A whole number of AAC frames, so that the file is as long as the mix.
  const length = Math.ceil((end + TAIL_SECONDS * RATE) / 1024) * 1024
  const stems = new Map<VoiceKey, Float32Array>()
  for (const person of PEOPLE) {
    const dry = new Float32Array(length)
    lines.forEach(({ who, startSample }, place) => {
      if (who === person.key) dry.set(spoken[place]!, startSample)
    })
    const level = await atLoudness(await filterMono(dry, person.phone), person.lufs)
    lines.forEach(({ who, startSample, endSample }, place) => {
      const gain = 10 ** ((LINES[place]!.gainDb ?? 0) / 20)
      if (who === person.key) scale(level.subarray(startSample, endSample), gain)
    })
    stems.set(person.key, level)
  }
  return { lines, stems, pcm: await sum(stems, length) }
}

async function sum(stems: ReadonlyMap<VoiceKey, Float32Array>, length: number): Promise<Int16Array> {
  const silence = new Float32Array(length)
  const noise = (seed: number) =>
    `anoisesrc=r=${RATE}:c=pink:a=0.004:seed=${seed}[n];[in][n]amix=inputs=2:normalize=0:duration=first[out]`
  const [left, right] = [await filterMono(silence, noise(11)), await filterMono(silence, noise(12))]
  const pcm = new Int16Array(length * 2)
  for (let at = 0; at < length; at++) {
    let voices = 0.0008 * Math.sin((2 * Math.PI * 50 * at) / RATE)
    for (const stem of stems.values()) voices += stem[at] ?? 0
    pcm[at * 2] = toInt16(voices + left[at]!)
    pcm[at * 2 + 1] = toInt16(voices + right[at]!)
  }
  return pcm
}

function toInt16(value: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(value * 32_767)))
}

function scale(samples: Float32Array, gain: number): void {
  for (let at = 0; at < samples.length; at++) samples[at] = samples[at]! * gain
}
