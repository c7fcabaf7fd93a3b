import { X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { matchesKeys } from '#renderer/commands/keys.ts'
import { SearchField } from '#renderer/ui/SearchField.tsx'
import { libraryView, SORTS, setSort } from './libraryView.ts'

const TYPING = 'input, textarea, select, [contenteditable=true]'
const OVERLAY = '.dialog, [role=menu]'

/** Search and order of the library. `/` and Ctrl+F go to the field, arrows from it into the list. */
export function LibraryBar({ found, total }: { readonly found: number; readonly total: number }) {
  const { query, sort } = useStore(libraryView)
  const field = useRef<HTMLInputElement>(null)

  useEffect(() => {
    function onKey(event: globalThis.KeyboardEvent) {
      const isTyping = event.target instanceof Element && event.target.closest(TYPING)
      const isFind = matchesKeys(event, 'Mod+F') || (event.key === '/' && !isTyping)
      if (document.querySelector(OVERLAY)) return
      if (!isFind) return
      event.preventDefault()
      field.current?.select()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  const search = (query: string) => libraryView.setState({ query })

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') {
      if (query) search('')
      else field.current?.blur()
    } else if (event.key === 'ArrowDown' || (event.key === 'Enter' && found > 0)) focusCurrent()
    else return
    event.preventDefault()
  }

  return (
    <search className="library-bar">
      <SearchField
        label="Search episodes"
        placeholder="Search titles and speakers"
        value={query}
        onChange={search}
        fieldRef={field}
        onKeyDown={onKeyDown}
      >
        {query ? (
          <button
            type="button"
            className="icon-button small"
            aria-label="Clear the search"
            onClick={() => {
              search('')
              field.current?.focus()
            }}
          >
            <X aria-hidden />
          </button>
        ) : (
          <kbd aria-hidden>/</kbd>
        )}
      </SearchField>
      <span className="visually-hidden" role="status">
        {query && `${found} of ${total} episodes`}
      </span>
      <select
        className="select sort-select"
        aria-label="Order"
        value={sort}
        onChange={(event) => setSort(SORTS.find(([value]) => value === event.target.value)![0])}
      >
        {SORTS.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </search>
  )
}

/** The one row that Tab would come to. */
function focusCurrent(): void {
  document.querySelector<HTMLElement>('.project-link[tabindex="0"]')?.focus()
}
