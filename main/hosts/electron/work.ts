/** Imports and exports that are running: quitting asks first, and waits until they have cleaned up. */

export type WorkKind = 'import' | 'export'

export class RunningWork {
  readonly #running = new Map<symbol, WorkKind>()
  readonly #waiting = new Set<() => void>()

  /** Counts work from now on; the returned function says that it is over. */
  begin(kind: WorkKind): () => void {
    const key = Symbol(kind)
    this.#running.set(key, kind)
    return () => {
      this.#running.delete(key)
      if (this.#running.size > 0) return
      for (const wake of this.#waiting) wake()
      this.#waiting.clear()
    }
  }

  get kinds(): readonly WorkKind[] {
    return [...this.#running.values()]
  }

  /** Resolves once nothing runs, or after `limitMs`. */
  async settled(limitMs: number): Promise<void> {
    if (this.#running.size === 0) return
    let timer: NodeJS.Timeout | undefined
    await new Promise<void>((resolve) => {
      this.#waiting.add(resolve)
      timer = setTimeout(resolve, limitMs)
    })
    clearTimeout(timer)
  }
}

/** What a person is asked before that work is thrown away; undefined when there is none. */
export function quitQuestion(kinds: readonly WorkKind[]): { message: string; detail: string } | undefined {
  if (kinds.length === 0) return undefined
  const [first] = kinds
  const single = first === 'export' ? 'An export is still running.' : 'An import is still running.'
  return {
    message: kinds.length === 1 ? single : `${kinds.length} imports and exports are still running.`,
    detail: kinds.includes('export')
      ? 'If you quit now, the unfinished file is deleted. Your edits are saved.'
      : 'If you quit now, the recording has to be imported again. Your edits are saved.',
  }
}

/** The kind of work that an API procedure is, if it is long work. */
export function workKind(path: readonly string[]): WorkKind | undefined {
  if (path[0] === 'exports') return 'export'
  return path[0] === 'imports' ? 'import' : undefined
}

/** The same events; the work counts as running until they end or nobody reads on. */
export async function* countedEvents<T, R>(
  events: AsyncIterator<T, R, undefined>,
  end: () => void,
): AsyncGenerator<T, R, undefined> {
  try {
    return yield* { [Symbol.asyncIterator]: () => events }
  } finally {
    end()
  }
}
