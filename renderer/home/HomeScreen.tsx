import { HardDrive, Play, SearchX } from 'lucide-react'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { useImporting } from '#renderer/import/ImportHost.tsx'
import { Empty } from '#renderer/ui/Empty.tsx'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { Modal } from '#renderer/ui/Modal.tsx'
import { goHome } from '../app/route.ts'
import { EmptyLibrary } from './EmptyLibrary.tsx'
import { FromX } from './FromX.tsx'
import { ImportButton } from './ImportButton.tsx'
import { LibraryBar } from './LibraryBar.tsx'
import { arrange, libraryView } from './libraryView.ts'
import { ProjectList } from './ProjectList.tsx'
import { StorageDialog } from './StorageDialog.tsx'
import { ThemeSwitch } from './ThemeSwitch.tsx'
import { useProjects } from './useProjects.ts'
import { useRowActions } from './useRowActions.tsx'
import { useScrollMemory } from './useScrollMemory.ts'
import { Wordmark } from './Wordmark.tsx'

/** From so many episodes on there is something to search and to sort. */
const SEARCHED = 3

/** The library: every project, and the way to a new one. */
export function HomeScreen({ startDemo }: { readonly startDemo: boolean }) {
  const library = useProjects()
  const { projects } = library
  const { importDemo } = useImporting()
  const { act, dialog } = useRowActions(library)
  const [shown, setShown] = useState<'storage' | 'from-x' | null>(null)
  const query = useDeferredValue(useStore(libraryView, (view) => view.query))
  const sort = useStore(libraryView, (view) => view.sort)
  const isSearched = (projects?.length ?? 0) >= SEARCHED
  const arranged = useMemo(
    () => arrange(projects ?? [], { query: isSearched ? query : '', sort }),
    [projects, query, sort, isSearched],
  )
  const main = useScrollMemory(projects !== null)

  useEffect(() => {
    if (!startDemo) return
    goHome()
    importDemo()
  }, [startDemo])

  return (
    <div className="home">
      <title>Afterspace</title>
      <header className="home-head">
        <Wordmark />
        <span className="row">
          <IconButton icon={HardDrive} label="Storage" onClick={() => setShown('storage')} />
          <ThemeSwitch />
        </span>
      </header>
      <main className="home-main" ref={main}>
        {projects?.length === 0 && <EmptyLibrary onDemo={importDemo} />}
        {projects && projects.length > 0 && (
          <>
            <div className="row spread home-title">
              <h1>
                Episodes
                {projects.length > 1 && <span className="faint numbers">{projects.length}</span>}
              </h1>
              <div className="row">
                <button type="button" className="button quiet" onClick={importDemo}>
                  <Play aria-hidden /> Try the demo
                </button>
                <ImportButton />
              </div>
            </div>
            {isSearched && <LibraryBar found={arranged.length} total={projects.length} />}
            {arranged.length > 0 ? (
              <ProjectList projects={arranged} onAction={act} />
            ) : (
              <Empty icon={SearchX} title={`No episode fits “${query.trim()}”`}>
                <p>Titles and names of speakers are searched.</p>
                <button
                  type="button"
                  className="button small"
                  onClick={() => libraryView.setState({ query: '' })}
                >
                  Show all episodes
                </button>
              </Empty>
            )}
            <p className="faint home-hint">
              Drop recordings, archives or folders anywhere in this window.{' '}
              <button type="button" className="link" onClick={() => setShown('from-x')}>
                How do I get my recording from X?
              </button>
            </p>
          </>
        )}
      </main>
      {dialog}
      {shown === 'storage' && <StorageDialog projects={projects ?? []} onClose={() => setShown(null)} />}
      {shown === 'from-x' && (
        <Modal title="Get your recording from X" wide onClose={() => setShown(null)}>
          <FromX />
        </Modal>
      )}
    </div>
  )
}
