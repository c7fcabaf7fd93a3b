/** Who takes what is dropped on the window before it becomes a new project: the screen that is open. */
import type { Brought } from '#core/contract/imports.ts'

/** Returns true where it has taken what was brought. */
export type DropHandler = (brought: Brought[]) => boolean

const handlers: DropHandler[] = []

/** Asks `handler` before those that registered earlier. Returns how to end it. */
export function registerDropHandler(handler: DropHandler): () => void {
  handlers.unshift(handler)
  return () => {
    const index = handlers.indexOf(handler)
    if (index >= 0) handlers.splice(index, 1)
  }
}

/** Asks the handlers, the newest first; false where none has taken it. */
export function offerDrop(brought: Brought[]): boolean {
  return handlers.some((handler) => handler(brought))
}
