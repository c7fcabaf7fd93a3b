import { ChevronDown, ChevronUp, Search } from 'lucide-react'
import type { KeyboardEvent, Ref } from 'react'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import type { TranscriptSearch } from './useSearch.ts'

interface SearchFieldProps {
  readonly search: TranscriptSearch
  readonly fieldRef: Ref<HTMLInputElement>
  readonly onStep: (direction: 1 | -1) => void
}

/** Finds words; Enter goes from hit to hit, Shift+Enter back. */
export function SearchField({ search, fieldRef, onStep }: SearchFieldProps) {
  const { query, setQuery, hits, active } = search
  const isSearching = query.trim() !== ''

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1)
    if (event.key !== 'Escape') return
    event.stopPropagation()
    if (query) setQuery('')
    else event.currentTarget.blur()
  }

  return (
    <div className="transcript-search row">
      <span className="search-box">
        <Search aria-hidden />
        <input
          ref={fieldRef}
          className="input small"
          type="search"
          placeholder="Search"
          aria-label="Search the transcript"
          spellCheck={false}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <span className="muted numbers search-count" role="status">
          {isSearching && countOf(hits.length, active)}
        </span>
      </span>
      <IconButton
        icon={ChevronUp}
        label="Previous hit"
        keys="Shift+Enter"
        small
        disabled={hits.length === 0}
        onClick={() => onStep(-1)}
      />
      <IconButton
        icon={ChevronDown}
        label="Next hit"
        keys="Enter"
        small
        disabled={hits.length === 0}
        onClick={() => onStep(1)}
      />
    </div>
  )
}

function countOf(hits: number, active: number): string {
  if (hits === 0) return 'none'
  return active < 0 ? String(hits) : `${active + 1} of ${hits}`
}
