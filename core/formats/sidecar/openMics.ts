/** From the room's control messages to the stretches in which people could be heard. */
import { MAX_RANGES } from './limits.ts'
import type { OpenMic } from './spaceFacts.ts'

/** `guestBroadcastingEvent` of a control message (type 40), as far as it tells of microphones. */
export const CONTROL = { left: 4, added: 9, removed: 10, muted: 16, unmuted: 17, becameCohost: 22 } as const

export interface ControlEvent {
  readonly personKey: string
  readonly atUnixSeconds: number
  readonly event: number
}

interface Stage {
  /** Since when the mic is open, as far as known. */
  openSince: number | null
  /** When the person came on stage, until it is known whether the mic was opened there. */
  cameAt: number | null
}

/**
 * Stretches with an open mic, sorted by start; a mic that is open at the end of the log has no end. Somebody of
 * whom nothing but coming and going is known counts as open all the while; somebody who is muted without having been
 * heard of before was open since `logStart`. `events` may come in any order.
 */
export function openMicsOf(events: readonly ControlEvent[], logStart: number): OpenMic[] {
  const stages = new Map<string, Stage>()
  const mics: OpenMic[] = []
  const close = (personKey: string, from: number, to: number | null) => {
    if ((to === null || to > from) && mics.length < MAX_RANGES)
      mics.push({ personKey, startUnixSeconds: from, endUnixSeconds: to })
  }
  for (const { personKey, atUnixSeconds, event } of events.toSorted(
    (a, b) => a.atUnixSeconds - b.atUnixSeconds,
  )) {
    const stage = stages.get(personKey)
    if (event === CONTROL.added) {
      if (!stage?.openSince) stages.set(personKey, { openSince: null, cameAt: atUnixSeconds })
    } else if (event === CONTROL.unmuted) {
      stages.set(personKey, { openSince: stage?.openSince ?? atUnixSeconds, cameAt: null })
    } else if (event === CONTROL.muted || event === CONTROL.left || event === CONTROL.removed) {
      const from = stage ? (stage.openSince ?? stage.cameAt) : event === CONTROL.muted ? logStart : null
      if (from !== null) close(personKey, from, atUnixSeconds)
      stages.set(personKey, { openSince: null, cameAt: null })
    }
  }
  for (const [personKey, { openSince, cameAt }] of stages) {
    const from = openSince ?? cameAt
    if (from !== null) close(personKey, from, null)
  }
  return mics.sort((a, b) => a.startUnixSeconds - b.startUnixSeconds)
}
