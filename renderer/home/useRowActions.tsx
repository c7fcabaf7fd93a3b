import { type ReactNode, useCallback, useState } from 'react'
import type { PackRequest } from '#core/contract/library.ts'
import type { ProjectSummary } from '#core/contract/shapes.ts'
import { desktop } from '#renderer/api/desktop.ts'
import { goToProject } from '#renderer/app/route.ts'
import { Confirm } from '#renderer/ui/Confirm.tsx'
import { FindOriginal } from './FindOriginal.tsx'
import { PackDialog } from './PackDialog.tsx'
import { RenameDialog } from './RenameDialog.tsx'
import type { RowAction } from './rowActions.ts'
import type { useProjects } from './useProjects.ts'

type Asked =
  | { readonly action: 'rename' | 'find' | 'remove'; readonly project: ProjectSummary }
  | { readonly action: 'pack'; readonly project: ProjectSummary; readonly request: PackRequest }

type Library = Pick<ReturnType<typeof useProjects>, 'refresh' | 'remove' | 'rename'>

/** What a row's menu and keys do, with the dialogs that they need. */
export function useRowActions({ refresh, remove, rename }: Library) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = useCallback(() => setAsked(null), [])

  const act = useCallback((action: RowAction, project: ProjectSummary) => {
    if (action === 'open') goToProject(project.id)
    else if (action === 'pack')
      void packRequest(project).then((request) => request && setAsked({ action, project, request }))
    else setAsked({ action, project })
  }, [])

  return { act, dialog: asked && dialogOf(asked) }

  function dialogOf(asked: Asked): ReactNode {
    const { project } = asked
    switch (asked.action) {
      case 'rename':
        return (
          <RenameDialog project={project} onRename={(title) => void rename(project, title)} onClose={close} />
        )
      case 'pack':
        return <PackDialog request={asked.request} title={project.title} onClose={close} />
      case 'find':
        return <FindOriginal project={project} onFound={() => void refresh()} onClose={close} />
      case 'remove':
        return (
          <Confirm
            title={`Remove “${project.title}”?`}
            message="You can undo this until Afterspace closes; then its edits and history are deleted for good. The original recording on your disk stays where it is."
            action="Remove episode"
            onConfirm={() => void remove(project)}
            onClose={close}
          />
        )
    }
  }
}

/** Where the copy goes; null when the dialog was closed. */
async function packRequest({ id, title }: ProjectSummary): Promise<PackRequest | null> {
  if (!desktop) return { projectId: id, destination: 'download' }
  const path = await desktop.pickExportPath(title, 'afterspace')
  return path === null ? null : { projectId: id, destination: { path } }
}
