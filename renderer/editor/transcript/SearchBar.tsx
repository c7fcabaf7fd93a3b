import { ChevronDown, ChevronUp } from 'lucide-react'
import type { KeyboardEvent, Ref } from 'react'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { SearchField } from '#renderer/ui/SearchField.tsx'
import type { TranscriptSearch } from './useSearch.ts'

interface SearchBarProps {
  readonly search: TranscriptSearch
  readonly fieldRef: Ref<HTMLInputElement>
  readonly onStep: (direction: 1 | -1) => void
}

/** Finds words; Enter goes from hit to hit, Shift+Enter back. */
export function SearchBar({ search, fieldRef, onStep }: SearchBarProps) {
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
      <SearchField
        label="Search the transcript"
        placeholder="Search"
        value={query}
        onChange={setQuery}
        fieldRef={fieldRef}
        onKeyDown={onKeyDown}
        small
      >
        <span className="muted numbers search-count" role="status">
          {isSearching && countOf(hits.length, active)}
        </span>
      </SearchField>
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
