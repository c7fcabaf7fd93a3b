import type { Connection } from '#renderer/api/connection.ts'
import type { EditorStore } from './editor.ts'

/**
 * Notices changes that were made elsewhere (another window, the command line) and reloads once no edit of this
 * window is under way. Begins again when the connection comes back. The returned function ends it.
 */
export function watchProject(
  { api, state }: Connection,
  projectId: string,
  store: EditorStore,
  reload: () => Promise<void>,
): () => void {
  const abort = new AbortController()
  let latest = 0
  let watching = false

  function check() {
    const { savedRevision, saving, waiting } = store.getState()
    if (savedRevision !== null && saving === 0 && !waiting && latest > savedRevision) void reload()
  }

  async function watch() {
    if (watching || abort.signal.aborted) return
    watching = true
    try {
      const changes = await api.projects.watch({ projectId }, { signal: abort.signal })
      for await (const { revision } of changes) {
        latest = revision
        check()
      }
    } catch {
      // A lost connection is shown by its banner; watching begins again when it is back.
    }
    watching = false
  }

  const stopStore = store.subscribe((editor, before) => {
    if (editor.saving !== before.saving || editor.waiting !== before.waiting) check()
  })
  const stopState = state.subscribe(({ status }) => {
    if (status === 'open') void watch()
  })
  void watch()
  return () => {
    abort.abort()
    stopStore()
    stopState()
  }
}
