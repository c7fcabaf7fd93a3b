/** Decoders that were started before they are needed: a start takes longer than decoding seconds of sound. */
import { type FfmpegChild, startFfmpeg } from '#main/media/ffmpeg/child.ts'
import { decoderArguments } from '#main/media/ffmpeg/decode.ts'

/** A jump to where two chunks meet takes two, and the next may come before both are started anew. */
const SPARES_PER_KIND = 3
/** Not at once: whoever took one wants the processor now. */
const REFILL_AFTER_MS = 120
const IDLE_MS = 3 * 60_000

interface Kind {
  readonly args: readonly string[]
  readonly idle: FfmpegChild[]
  readonly refills: Set<NodeJS.Timeout>
  expiry: NodeJS.Timeout | null
}

/** Decoders that read frames from standard input, idle until they are taken, one kind per list of arguments. */
export class SpareDecoders {
  readonly #kinds = new Map<string, Kind>()

  /**
   * A started decoder with these arguments, whose end is now the taker's matter; undefined when none is ready.
   * Soon after each that was taken another is started, also while one jump follows the other; all are ended when
   * nobody took one for some minutes.
   */
  take(args: readonly string[]): FfmpegChild | undefined {
    const kind = this.#kindOf(args)
    const child = kind.idle.shift()
    child?.hold(true)
    const missing = SPARES_PER_KIND - kind.idle.length - kind.refills.size
    for (let i = 0; i < missing; i++) this.#refill(kind)
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
    const kind: Kind = { args, idle: [], refills: new Set(), expiry: null }
    this.#kinds.set(key, kind)
    return kind
  }

  #refill(kind: Kind): void {
    const timer = setTimeout(() => {
      kind.refills.delete(timer)
      this.#start(kind)
    }, REFILL_AFTER_MS).unref()
    kind.refills.add(timer)
  }

  #start(kind: Kind): void {
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

  async #drop(kind: Kind): Promise<void> {
    for (const timer of kind.refills) clearTimeout(timer)
    kind.refills.clear()
    if (kind.expiry) clearTimeout(kind.expiry)
    const ending = kind.idle.splice(0)
    for (const child of ending) {
      child.hold(true)
      child.kill()
    }
    await Promise.all(ending.map((child) => child.ended))
  }
}
