import { type ReactNode, useCallback, useState } from 'react'
import type { ProjectSummary } from '#core/contract/shapes.ts'
import { goToProject } from '#renderer/app/route.ts'
import { PackDialog } from '#renderer/export/PackDialog.tsx'
import { RelinkDialog } from '#renderer/relink/RelinkDialog.tsx'
import { Confirm } from '#renderer/ui/Confirm.tsx'
import { RenameDialog } from './RenameDialog.tsx'
import type { RowAction } from './rowActions.ts'
import type { useProjects } from './useProjects.ts'

interface Asked {
  readonly action: Exclude<RowAction, 'open'>
  readonly project: ProjectSummary
}

type Library = Pick<ReturnType<typeof useProjects>, 'refresh' | 'remove' | 'rename'>

/** What a row's menu and keys do, with the dialogs that they need. */
export function useRowActions({ refresh, remove, rename }: Library) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = useCallback(() => setAsked(null), [])

  const act = useCallback((action: RowAction, project: ProjectSummary) => {
    if (action === 'open') goToProject(project.id)
    else setAsked({ action, project })
  }, [])

  return { act, dialog: asked && dialogOf(asked) }

  function dialogOf({ action, project }: Asked): ReactNode {
    switch (action) {
      case 'rename':
        return (
          <RenameDialog project={project} onRename={(title) => void rename(project, title)} onClose={close} />
        )
      case 'pack':
        return <PackDialog projectId={project.id} title={project.title} onClose={close} />
      case 'find':
        return (
          <RelinkDialog
            projectId={project.id}
            onFound={() => {
              close()
              void refresh()
            }}
            onClose={close}
          />
        )
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
