import { useCallback, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { ProjectSummary } from '#core/contract/shapes.ts'
import { say, showFailure, showOffer } from '#renderer/app/notices.ts'
import { useConnection } from '#renderer/app/services.ts'

/** The projects of the library; null until they are known. */
export function useProjects() {
  const { api, state } = useConnection()
  const connected = useStore(state, ({ status }) => status === 'open')
  const [projects, setProjects] = useState<readonly ProjectSummary[] | null>(null)

  const refresh = useCallback(async () => {
    try {
      setProjects(await api.projects.list())
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

  /** Does something to a project and looks again; says what went wrong. */
  const change = useCallback(
    async (work: () => Promise<unknown>): Promise<boolean> => {
      const isDone = await work().then(
        () => true,
        (thrown: unknown) => {
          showFailure(thrown)
          return false
        },
      )
      await refresh()
      return isDone
    },
    [refresh],
  )

  const remove = useCallback(
    async ({ id, title }: ProjectSummary) => {
      if (!(await change(() => api.projects.remove({ projectId: id })))) return
      showOffer({
        message: `Removed “${title}”.`,
        action: 'Undo',
        run: () =>
          void change(() => api.projects.restore({ projectId: id })).then(
            (isBack) => isBack && say(`“${title}” is back.`),
          ),
      })
    },
    [api, change],
  )

  const rename = useCallback(
    ({ id }: ProjectSummary, title: string) =>
      change(() => api.edits.apply({ projectId: id, commands: [{ type: 'setDetails', title }] })),
    [api, change],
  )

  return { projects, refresh, remove, rename }
}
