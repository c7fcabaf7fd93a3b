import { FileWarning } from 'lucide-react'
import { useEffect, useReducer, useState } from 'react'
import type { Problem } from '#core/problem.ts'
import type { Connection } from '#renderer/api/connection.ts'
import { problemOf } from '#renderer/api/problems.ts'
import { goHome } from '#renderer/app/route.ts'
import { useConnection } from '#renderer/app/services.ts'
import { createPlayer } from '#renderer/player/createPlayer.ts'
import { createEditor, type OpenEditor } from '#renderer/state/createEditor.ts'
import { EditorContext } from '#renderer/state/editor.ts'
import { Empty } from '#renderer/ui/Empty.tsx'
import { EditorScreen } from './EditorScreen.tsx'

/** Opens a project and shows its editor, or says why it cannot. */
export function ProjectScreen({ projectId }: { readonly projectId: string }) {
  const connection = useConnection()
  const [editor, setEditor] = useState<OpenEditor | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  /** Counts openings: a recording that was found again has other sound behind it. */
  const [opening, reopen] = useReducer((count: number) => count + 1, 0)

  useEffect(() => {
    let left = false
    let opened: OpenEditor | undefined
    open(connection, projectId).then(
      (result) => {
        if (left) result.destroy()
        else {
          opened = result
          setEditor(result)
        }
      },
      (thrown: unknown) => setProblem(problemOf(thrown)),
    )
    return () => {
      left = true
      opened?.destroy()
      setEditor(null)
    }
  }, [connection, projectId, opening])

  if (problem)
    return (
      <main className="center-screen">
        <Empty icon={FileWarning} title={problem.message}>
          <p>{problem.hint}</p>
          <button type="button" className="button" onClick={goHome}>
            All episodes
          </button>
        </Empty>
      </main>
    )
  if (!editor)
    return (
      <main className="center-screen muted" aria-busy="true">
        Opening the episode…
      </main>
    )
  return (
    <EditorContext value={editor}>
      <EditorScreen key={opening} onReopen={reopen} />
    </EditorContext>
  )
}

async function open(connection: Connection, projectId: string): Promise<OpenEditor> {
  const project = await connection.api.projects.open({ projectId })
  const folder = `/media/episodes/${encodeURIComponent(projectId)}`
  return createEditor(connection, projectId, project, (store) =>
    createPlayer(store, (revision) => `${folder}/${revision}.wav`),
  )
}
