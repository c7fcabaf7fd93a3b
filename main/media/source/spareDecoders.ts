/** Decoders that were started before they are needed: a start takes longer than decoding seconds of sound. */
import { type FfmpegChild, startFfmpeg } from '#main/media/ffmpeg/child.ts'
import { decoderArguments } from '#main/media/ffmpeg/decode.ts'

/** Two of a kind, for a jump to where two chunks meet. */
const SPARES_PER_KIND = 2
/** Not at once: whoever took one wants the processor now. */
const REFILL_AFTER_MS = 120
const IDLE_MS = 3 * 60_000

interface Kind {
  readonly args: readonly string[]
  readonly idle: FfmpegChild[]
  refill: NodeJS.Timeout | null
  expiry: NodeJS.Timeout | null
}

/** Decoders that read frames from standard input, idle until they are taken, one kind per list of arguments. */
export class SpareDecoders {
  readonly #kinds = new Map<string, Kind>()

  /**
   * A started decoder with these arguments, whose end is now the taker's matter; undefined when none is ready.
   * Others are started soon after, and ended when nobody took one for some minutes.
   */
  take(args: readonly string[]): FfmpegChild | undefined {
    const kind = this.#kindOf(args)
    const child = kind.idle.shift()
    child?.hold(true)
    if (kind.refill) clearTimeout(kind.refill)
    kind.refill = setTimeout(() => this.#fill(kind), REFILL_AFTER_MS).unref()
    if (kind.expiry) clearTimeout(kind.expiry)
    kind.expiry = setTimeout(() => this.#drop(kind), IDLE_MS).unref()
    return child
  }

  /** Ends all that were not taken, and waits for their end. */
  async close(): Promise<void> {
    await Promise.all([...this.#kinds.values()].map((kind) => this.#drop(kind)))
  }

  #kindOf(args: readonly string[]): Kind {
    const key = args.join('\n')
    const known = this.#kinds.get(key)
    if (known) return known
    const kind: Kind = { args, idle: [], refill: null, expiry: null }
    this.#kinds.set(key, kind)
    return kind
  }

  #fill(kind: Kind): void {
    kind.refill = null
    while (kind.idle.length < SPARES_PER_KIND) {
      const started = startFfmpeg(decoderArguments(kind.args))
      // Whoever decodes next will meet the same problem and can say so.
      if (!started.ok) return
      const child = started.value
      child.hold(false)
      kind.idle.push(child)
      void child.ended.then(() => {
        const at = kind.idle.indexOf(child)
        if (at >= 0) kind.idle.splice(at, 1)
      })
    }
  }

  async #drop(kind: Kind): Promise<void> {
    if (kind.refill) clearTimeout(kind.refill)
    if (kind.expiry) clearTimeout(kind.expiry)
    const ending = kind.idle.splice(0)
    for (const child of ending) {
      child.hold(true)
      child.kill()
    }
    await Promise.all(ending.map((child) => child.ended))
  }
}
