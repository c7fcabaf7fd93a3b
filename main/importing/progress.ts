/** Turns the steps of an import into one bar: a stage, a fraction of the whole, the time left. */
import type { Progress } from '#core/contract/shapes.ts'

const TELL_EVERY_MS = 100
/** Before this, the speed says nothing yet. */
const SPEED_KNOWN_MS = 700

export class ImportProgress {
  readonly #tell: (progress: Progress) => void
  readonly #startMs = performance.now()
  #stage = ''
  #from = 0
  #to = 0
  #stageStartMs = 0
  #toldMs = Number.NEGATIVE_INFINITY

  constructor(tell: (progress: Progress) => void) {
    this.#tell = tell
  }

  /** Begins a stage that ends at fraction `to` of the whole. */
  begin(stage: string, to: number): void {
    this.#stage = stage
    this.#from = this.#to
    this.#to = to
    this.#stageStartMs = performance.now()
    this.#toldMs = Number.NEGATIVE_INFINITY
    this.at(0)
  }

  /** How far the stage is, 0 to 1. */
  at(part: number): void {
    const now = performance.now()
    if (now - this.#toldMs < TELL_EVERY_MS) return
    this.#toldMs = now
    const done = Math.min(1, Math.max(0, part))
    const fraction = this.#from + (this.#to - this.#from) * done
    this.#tell({ stage: this.#stage, fraction, secondsLeft: this.#secondsLeft(done, now) })
  }

  finish(): void {
    this.#tell({ stage: this.#stage, fraction: 1, secondsLeft: 0 })
  }

  /** By the speed of this stage; stages after it count by their share. */
  #secondsLeft(done: number, now: number): number | null {
    if (now - this.#startMs < SPEED_KNOWN_MS || done < 0.02) return null
    const stageSeconds = (now - this.#stageStartMs) / 1000 / done
    const share = this.#to - this.#from
    const later = share > 0 ? (stageSeconds * (1 - this.#to)) / share : 0
    return Math.max(0, stageSeconds * (1 - done) + later)
  }
}
