import { LocateFixed } from 'lucide-react'
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useMemo, useRef } from 'react'
import type { EditedPassage } from '#core/episode/editedTranscript.ts'
import { useEditor, useEditorStore } from '#renderer/state/editor.ts'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { PassageRow } from './PassageRow.tsx'
import { isNamed, passageAt } from './places.ts'
import { SearchBar } from './SearchBar.tsx'
import type { Hit } from './search.ts'
import { useSearch } from './useSearch.ts'
import { useVirtualRows } from './useVirtualRows.ts'

/** Of the text and its rows, for a guess at how tall a passage is. */
const LETTER_PX = 6.3
const LINE_PX = 20
const NAME_PX = 28
const SIDES_PX = 40

const NO_HITS: readonly Hit[] = []

/** The passages, following the playhead; a click on a word goes there. */
export function TranscriptList({ passages }: { readonly passages: readonly EditedPassage[] }) {
  const store = useEditorStore()
  const current = useEditor((editor) => passageAt(passages, editor.playhead))
  const playing = useEditor((editor) => editor.playing)
  const search = useSearch(passages)
  const field = useRef<HTMLInputElement>(null)
  const estimate = useCallback(
    (index: number, widthPx: number) => {
      const letters = passages[index]!.words.reduce((sum, { text }) => sum + text.length + 1, 0)
      const perLine = Math.max(10, (widthPx - SIDES_PX) / LETTER_PX)
      return Math.ceil(letters / perLine) * LINE_PX + (isNamed(passages, index) ? NAME_PX : 4)
    },
    [passages],
  )
  const keys = useMemo(() => passages.map(({ passage }) => passage), [passages])
  const rows = useVirtualRows(keys, estimate)
  const { isInSight, scrollTo } = rows
  const hitsOf = useMemo(() => Map.groupBy(search.hits, ({ passage }) => passage), [search.hits])
  const activeHit = search.hits[search.active]

  // Who scrolled away while it plays is left alone; a jump of the playhead is followed always.
  const followed = useRef(-1)
  useEffect(() => {
    const before = followed.current
    followed.current = current
    if (current < 0 || isInSight(current)) return
    if (!playing || before < 0 || isInSight(before)) scrollTo(current)
  }, [current, playing, isInSight, scrollTo])

  function step(direction: 1 | -1) {
    const hit = search.step(direction, Math.max(0, current))
    const word = hit && passages[hit.passage]?.words[hit.first]
    if (!hit || !word) return
    store.getState().seek(word.startSample)
    scrollTo(hit.passage)
  }

  function onClick(event: MouseEvent) {
    const target = event.target instanceof Element ? event.target : null
    const row = target?.closest<HTMLElement>('[data-row]')
    const passage = passages[Number(row?.dataset.row)]
    // Who marks text to copy it does not want to go there.
    if (!passage || target?.closest('button') || getSelection()?.isCollapsed === false) return
    const word = passage.words[Number(target?.closest<HTMLElement>('[data-word]')?.dataset.word)]
    store.getState().seek(word?.startSample ?? passage.from)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key.toLowerCase() !== 'f' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    field.current?.select()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: takes the key for searching from all within
    <div className="transcript" onKeyDown={onKeyDown}>
      <div className="row">
        <SearchBar search={search} fieldRef={field} onStep={step} />
        <IconButton
          icon={LocateFixed}
          label="Show what plays"
          small
          disabled={current < 0}
          onClick={() => scrollTo(current)}
        />
      </div>
      <section
        className="transcript-scroller"
        ref={rows.scrollerRef}
        aria-label="What is said"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by the arrow keys
        tabIndex={0}
      >
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: every passage has a button for its time */}
        <ol
          ref={rows.listRef}
          style={{ paddingTop: rows.before, paddingBottom: rows.after }}
          onClick={onClick}
        >
          {passages.slice(rows.first, rows.end).map((passage, i) => {
            const index = rows.first + i
            return (
              <PassageRow
                key={`${passage.passage.id}:${passage.from}`}
                index={index}
                passage={passage}
                isNamed={isNamed(passages, index)}
                isCurrent={index === current}
                hits={hitsOf.get(index) ?? NO_HITS}
                activeHit={activeHit?.passage === index ? activeHit : undefined}
              />
            )
          })}
        </ol>
      </section>
    </div>
  )
}
