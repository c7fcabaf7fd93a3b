import { Play, Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ProjectSummary } from '#core/contract/shapes.ts'
import { useImporting } from '#renderer/import/ImportHost.tsx'
import { Confirm } from '#renderer/ui/Confirm.tsx'
import { goHome } from '../app/route.ts'
import { EmptyLibrary } from './EmptyLibrary.tsx'
import { ProjectRow } from './ProjectRow.tsx'
import { ThemeSwitch } from './ThemeSwitch.tsx'
import { useProjects } from './useProjects.ts'
import { Wordmark } from './Wordmark.tsx'

/** The library: every project, and the way to a new one. */
export function HomeScreen({ startDemo }: { readonly startDemo: boolean }) {
  const { projects, remove } = useProjects()
  const { chooseAndImport, importDemo } = useImporting()
  const [doomed, setDoomed] = useState<ProjectSummary | null>(null)

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
        <ThemeSwitch />
      </header>
      <main className="home-main">
        {projects?.length === 0 && <EmptyLibrary onImport={chooseAndImport} onDemo={importDemo} />}
        {projects && projects.length > 0 && (
          <>
            <div className="row spread home-title">
              <h1>Episodes</h1>
              <div className="row">
                <button type="button" className="button quiet" onClick={importDemo}>
                  <Play aria-hidden /> Try the demo
                </button>
                <button type="button" className="button primary" onClick={chooseAndImport}>
                  <Plus aria-hidden /> Import recording
                </button>
              </div>
            </div>
            <ul className="project-list">
              {projects.map((project) => (
                <ProjectRow key={project.id} project={project} onRemove={() => setDoomed(project)} />
              ))}
            </ul>
            <p className="faint home-hint">Drop a recording anywhere in this window to import it.</p>
          </>
        )}
      </main>
      {doomed && (
        <Confirm
          title={`Delete “${doomed.title}”?`}
          message="Its edits and history go for good. The original recording stays where it is."
          action="Delete episode"
          onConfirm={() => void remove(doomed)}
          onClose={() => setDoomed(null)}
        />
      )}
    </div>
  )
}
