import { useDeferredValue, useMemo, useState } from 'react'
import type { EditedPassage } from '#core/episode/editedTranscript.ts'
import { findHits, type Hit, hitFrom } from './search.ts'

export interface TranscriptSearch {
  readonly query: string
  readonly setQuery: (query: string) => void
  readonly hits: readonly Hit[]
  /** Index into `hits` of the one that was gone to; -1 before that. */
  readonly active: number
  /** The hit after (or before) the active one, or the first from the playhead on; it becomes the active one. */
  step(direction: 1 | -1, passage: number): Hit | undefined
}

/** What is searched for and where it stands. */
export function useSearch(passages: readonly EditedPassage[]): TranscriptSearch {
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(-1)
  const deferred = useDeferredValue(query)
  const hits = useMemo(() => findHits(passages, deferred), [passages, deferred])

  function step(direction: 1 | -1, passage: number): Hit | undefined {
    // Enter may come before what was typed has been searched for.
    const found = deferred === query ? hits : findHits(passages, query)
    if (found.length === 0) return undefined
    const from = found[active] ? active + direction : hitFrom(found, passage, 0) - (direction < 0 ? 1 : 0)
    const next = (from + found.length) % found.length
    setActive(next)
    return found[next]
  }

  return {
    query,
    setQuery(text) {
      setQuery(text)
      setActive(-1)
    },
    hits,
    active: hits[active] ? active : -1,
    step,
  }
}
