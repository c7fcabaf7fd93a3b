/** A cache bounded by bytes; what was used longest ago goes first. */
export class ByteCache<Value extends ArrayBufferView> {
  readonly #entries = new Map<string, Value>()
  readonly #maxBytes: number
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  get bytes(): number {
    return this.#bytes
  }

  get(key: string): Value | undefined {
    const value = this.#entries.get(key)
    if (value) {
      this.#entries.delete(key)
      this.#entries.set(key, value)
    }
    return value
  }

  set(key: string, value: Value): void {
    this.#bytes += value.byteLength - (this.#entries.get(key)?.byteLength ?? 0)
    this.#entries.delete(key)
    this.#entries.set(key, value)
    for (const [oldest, held] of this.#entries) {
      if (this.#bytes <= this.#maxBytes || oldest === key) break
      this.#entries.delete(oldest)
      this.#bytes -= held.byteLength
    }
  }
}
