/** The Hydra tags of the demo: about one a second, levels measured on the voices themselves. */
import { type HydraParticipant, hydraTag } from '#core/formats/hydra.ts'
import type { Insertion } from '../../tests/fixtures/weave.ts'
import type { Mix } from './mix.ts'
import { CALLUM_JOINS_AT_LINE, DROPOUT_BEFORE_LINE, DROPOUT_SECONDS, PEOPLE, type Person } from './script.ts'
import { RATE } from './voices.ts'

const FRAME = 1024
/** When the room opened: 2026-03-05 19:00:00 UTC. */
export const STARTED_AT_UNIX_SECONDS = 1_772_737_200
const START_NTP_SECONDS = STARTED_AT_UNIX_SECONDS + 2_208_988_800
const [HOST, ...GUESTS] = PEOPLE as [Person, ...Person[]]

/** The moment when Callum comes on stage, and the one where the room dropped out. */
export function momentsOf(mix: Mix): { joinSample: number; dropoutSample: number } {
  const joinSample = mix.lines[CALLUM_JOINS_AT_LINE]!.startSample - RATE
  const dropoutSample = mix.lines[DROPOUT_BEFORE_LINE]!.startSample - RATE
  return { joinSample, dropoutSample }
}

/** One tag for every second of the mix, at the frame that is nearest. */
export function demoTags(mix: Mix): Insertion[] {
  const { joinSample, dropoutSample } = momentsOf(mix)
  const length = mix.pcm.length / 2
  return Array.from({ length: Math.ceil(length / RATE) }, (_, second) => {
    const atFrame = Math.round((second * RATE) / FRAME)
    const at = atFrame * FRAME
    const stage = GUESTS.filter(({ key }) => key !== 'callum' || at >= joinSample)
    const lost = at >= dropoutSample ? DROPOUT_SECONDS : 0
    const content = {
      ntpSeconds: START_NTP_SECONDS + at / RATE + lost,
      // After the dropout everybody is back with a new session.
      participants: stage.map((person) => participant(person, lost > 0 ? 2 : 1)),
      levels: [HOST, ...stage].map(({ key }) => levelOf(mix.stems.get(key)!.subarray(at, at + RATE))),
      transportTicks: (at / RATE) * 90_000,
    }
    // Both ways of writing frame sizes occur in recordings, so the demo has both.
    return { atFrame, bytes: hydraTag(content, { frameSizes: second % 2 === 0 ? 'synchsafe' : 'plain' }) }
  })
}

function participant(person: Person, session: number): HydraParticipant {
  return {
    userId: person.userId,
    userName: person.handle,
    sessionId: `${person.key}-${session}`,
    profileUrl: `https://profiles.example/${person.handle}.jpg`,
  }
}

/** 0 where the voice is heard for less than a quarter of the second, else 10 to 80 by its level. */
function levelOf(samples: Float32Array): number {
  const step = RATE / 50
  const loudness: number[] = []
  for (let at = 0; at + step <= samples.length; at += step) {
    const energy = samples.subarray(at, at + step).reduce((sum, value) => sum + value * value, 0) / step
    loudness.push(10 * Math.log10(energy + 1e-12))
  }
  const heard = loudness.filter((db) => db > -60)
  if (heard.length < 12) return 0
  return Math.round(Math.max(10, Math.min(80, 90 + Math.max(...heard))))
}
