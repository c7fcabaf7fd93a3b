/** Who takes what was brought before it is imported: an open episode takes transcripts and recordings to add. */
import type { Brought } from '#core/contract/imports.ts'

/** Returns true for what it took; then nothing else happens with it. */
export type DropHandler = (brought: Brought[]) => boolean

const handlers: DropHandler[] = []

/** Puts a handler before all others; the returned function takes it away. */
export function registerDropHandler(handler: DropHandler): () => void {
  handlers.unshift(handler)
  return () => {
    const at = handlers.indexOf(handler)
    if (at >= 0) handlers.splice(at, 1)
  }
}

/** Offers what was brought to the handlers, the latest first. Returns whether one took it. */
export function offerDrop(brought: readonly Brought[]): boolean {
  return handlers.some((handler) => handler([...brought]))
}
