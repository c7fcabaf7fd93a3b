import {
  type KeyboardEvent,
  useCallback,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { ProjectSummary } from '#core/contract/shapes.ts'
import { libraryView } from './libraryView.ts'
import { ProjectRow } from './ProjectRow.tsx'
import type { RowAction } from './rowActions.ts'

interface ProjectListProps {
  readonly projects: readonly ProjectSummary[]
  readonly onAction: (action: RowAction, project: ProjectSummary) => void
}

const ARROWS: ReadonlySet<string> = new Set(['ArrowDown', 'ArrowUp'])

/** Rows of the first paint; more than a screen holds. The others follow when nothing else is to be done. */
const FIRST_ROWS = 40

const KEY_ACTIONS: Readonly<Record<string, RowAction>> = {
  Delete: 'remove',
  Backspace: 'remove',
  F2: 'rename',
}

/** The episodes; one of them is in the order of Tab, and arrows walk through all. */
export function ProjectList({ projects: all, onAction }: ProjectListProps) {
  const isAtTop = libraryView.getState().scrollTop < FIRST_ROWS * 8
  const projects = useDeferredValue(all, isAtTop ? all.slice(0, FIRST_ROWS) : all)
  const list = useRef<HTMLUListElement>(null)
  const [chosenId, setChosenId] = useState(() => libraryView.getState().lastOpened)
  const place = projects.findIndex(({ id }) => id === chosenId)
  const lastPlace = useRef(0)
  const current = projects[place < 0 ? Math.min(lastPlace.current, projects.length - 1) : place]
  const currentId = current?.id

  // Who comes back from an episode goes on from there by keys.
  useLayoutEffect(() => {
    const { lastOpened } = libraryView.getState()
    if (lastOpened && document.activeElement === document.body) linkOf(list.current, lastOpened)?.focus()
  }, [])

  // Where a row was taken away, the one that moved up has the focus.
  useEffect(() => {
    if (place >= 0) lastPlace.current = place
    else if (chosenId && currentId && document.activeElement === document.body)
      linkOf(list.current, currentId)?.focus()
  }, [place, chosenId, currentId])

  // Arrows go into the list from wherever nothing else has the focus.
  useEffect(() => {
    function onKey(event: globalThis.KeyboardEvent) {
      if (!ARROWS.has(event.key) || event.target !== document.body || !currentId) return
      event.preventDefault()
      linkOf(list.current, currentId)?.focus()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [currentId])

  const act = useCallback(
    (action: RowAction, project: ProjectSummary) => {
      setChosenId(project.id)
      onAction(action, project)
    },
    [onAction],
  )

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLAnchorElement)) return
    const at = projects.findIndex(({ id }) => id === currentId)
    const action = KEY_ACTIONS[event.key]
    const next = projects[nextPlace(event.key, at, projects.length) ?? -1]
    if (action) act(action, projects[at]!)
    else if (next) {
      setChosenId(next.id)
      linkOf(list.current, next.id)?.focus()
    } else return
    event.preventDefault()
  }

  return (
    <ul
      ref={list}
      className="project-list"
      aria-label="Episodes"
      onKeyDown={onKeyDown}
      onFocus={({ target }) =>
        setChosenId(target.closest<HTMLElement>('.project-row')?.dataset.project ?? null)
      }
      onClick={({ target }) => {
        const link = target instanceof Element ? target.closest('.project-link') : null
        const id = link?.closest<HTMLElement>('.project-row')?.dataset.project
        if (id) libraryView.setState({ lastOpened: id })
      }}
    >
      {projects.map((project) => (
        <ProjectRow key={project.id} project={project} isCurrent={project.id === currentId} onAction={act} />
      ))}
    </ul>
  )
}

/** Where a key leads from a place; undefined for keys that lead nowhere. */
function nextPlace(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowDown') return Math.min(count - 1, at + 1)
  if (key === 'ArrowUp') return Math.max(0, at - 1)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : undefined
}

function linkOf(list: HTMLElement | null, projectId: string): HTMLElement | null | undefined {
  return list?.querySelector<HTMLElement>(`[data-project="${CSS.escape(projectId)}"] .project-link`)
}
