/** Problems and results that belong to no open project. */
import { createStore } from 'zustand/vanilla'
import type { Problem } from '#core/problem.ts'
import { problemOf } from '#renderer/api/problems.ts'

/** Something that was done, and what a person may do about it, as to take it back. */
export interface Offer {
  readonly message: string
  readonly action: string
  readonly run: () => void
}

interface Notices {
  readonly problem: Problem | null
  readonly offer: Offer | null
  readonly said: string
}

export const notices = createStore<Notices>(() => ({ problem: null, offer: null, said: '' }))

export function showProblem(problem: Problem | null): void {
  notices.setState({ problem })
}

/** Shows why something failed: a call, or what goes before it in the window. */
export function showFailure(thrown: unknown): void {
  showProblem(problemOf(thrown))
}

/** Shows what was done with a button beside it; null takes it away. */
export function showOffer(offer: Offer | null): void {
  notices.setState({ offer })
}

/** Tells screen readers. */
export function say(said: string): void {
  notices.setState({ said })
}
