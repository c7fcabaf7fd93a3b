import { useCallback, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { ProjectSummary } from '#core/contract/shapes.ts'
import { say, showFailure } from '#renderer/app/notices.ts'
import { useConnection } from '#renderer/app/services.ts'

/** The projects of the library, newest change first; null until they are known. */
export function useProjects() {
  const { api, state } = useConnection()
  const connected = useStore(state, ({ status }) => status === 'open')
  const [projects, setProjects] = useState<readonly ProjectSummary[] | null>(null)

  const refresh = useCallback(async () => {
    try {
      const list = await api.projects.list()
      setProjects(list.toSorted((a, b) => b.changedAt.localeCompare(a.changedAt)))
    } catch (thrown) {
      if (state.getState().status === 'open') showFailure(thrown)
    }
  }, [api, state])

  useEffect(() => {
    if (connected) void refresh()
  }, [connected, refresh])

  useEffect(() => {
    window.addEventListener('focus', refresh)
    return () => window.removeEventListener('focus', refresh)
  }, [refresh])

  const remove = useCallback(
    async (project: ProjectSummary) => {
      try {
        await api.projects.remove({ projectId: project.id })
        say(`Deleted ${project.title}.`)
      } catch (thrown) {
        showFailure(thrown)
      }
      await refresh()
    },
    [api, refresh],
  )

  return { projects, remove }
}
