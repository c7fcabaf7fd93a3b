/**
 * Makes `resources/demo/`: a Space of four synthetic voices as X would hand it out, a sponsor read, a
 * cover, and the truth about them. Run by `node scripts/make-demo.ts`; needs ffmpeg, flite and espeak-ng.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ffmpeg } from '../tests/fixtures/ffmpeg.ts'
import { encodeAdts } from '../tests/fixtures/space.ts'
import { splitFrames, weave } from '../tests/fixtures/weave.ts'
import { makeCover } from './make-demo/cover.ts'
import { type Mix, mixSpace } from './make-demo/mix.ts'
import { DROPOUT_SECONDS, PEOPLE, SPONSOR_BRAND, SPONSOR_TEXT } from './make-demo/script.ts'
import { demoTags, momentsOf, STARTED_AT_UNIX_SECONDS } from './make-demo/tags.ts'
import { atLoudness, filterMono, RATE, speak } from './make-demo/voices.ts'

const FOLDER = join(import.meta.dirname, '..', 'resources', 'demo')
/** Named as in an account archive, where `.ts` is raw AAC and no transport stream. */
const SPACE_FILE = 'space-1DemoAfterspc_0.ts'
const SPONSOR_FILE = 'sponsor-read.m4a'

async function main(): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  const mix = await mixSpace()
  const frames = splitFrames(await encodeAdts(mix.pcm, 'twoloop'))
  await writeFile(join(FOLDER, SPACE_FILE), weave(frames, demoTags(mix)))
  const sponsorSamples = await makeSponsorRead(join(FOLDER, SPONSOR_FILE))
  await makeCover(join(FOLDER, 'cover.jpg'))
  const truth = truthOf(mix, frames.length * 1024, sponsorSamples)
  await writeFile(join(FOLDER, 'truth.json'), `${JSON.stringify(truth, null, 2)}\n`)
  console.log(`Made ${SPACE_FILE}: ${(truth.durationSamples / RATE).toFixed(2)} s, ${mix.lines.length} turns`)
}

async function makeSponsorRead(path: string): Promise<number> {
  const dry = await filterMono(await speak('sponsor', SPONSOR_TEXT), 'highpass=f=80')
  const read = await atLoudness(dry, -18)
  const bytes = new Uint8Array(read.buffer, read.byteOffset, read.byteLength)
  const input = ['-f', 'f32le', '-ar', String(RATE), '-ac', '1', '-i', 'pipe:0']
  const stereo = ['-af', 'pan=stereo|c0=c0|c1=c0', '-c:a', 'aac', '-b:a', '96k']
  await ffmpeg([...input, ...stereo, '-bitexact', '-movflags', '+faststart', path], bytes)
  return read.length
}

function truthOf(mix: Mix, durationSamples: number, sponsorSamples: number) {
  const { joinSample, dropoutSample } = momentsOf(mix)
  const seconds = (samples: number) => Math.round((samples / RATE) * 1000) / 1000
  return {
    title: 'Room Notes: fifteen honest seconds',
    file: SPACE_FILE,
    sampleRate: RATE,
    durationSamples,
    startedAtUnixSeconds: STARTED_AT_UNIX_SECONDS,
    /** Up to here nobody says anything that belongs into the episode. */
    deadAirUntilSeconds: seconds(mix.lines[3]!.startSample),
    people: PEOPLE.map(({ key, name, handle, userId, lufs }, place) => {
      return { key, name, handle, userId: userId || null, role: place === 0 ? 'host' : 'speaker', lufs }
    }),
    callumJoinsAtSeconds: seconds(joinSample),
    gap: { atSeconds: seconds(dropoutSample), missingSeconds: DROPOUT_SECONDS },
    turns: mix.lines.map(({ who, text, startSample, endSample }) => {
      return { who, startSeconds: seconds(startSample), endSeconds: seconds(endSample), text }
    }),
    sponsorRead: {
      file: SPONSOR_FILE,
      brand: SPONSOR_BRAND,
      durationSamples: sponsorSamples,
      text: SPONSOR_TEXT,
    },
  }
}

await main()
