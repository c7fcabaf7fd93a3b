import { type FormEvent, useState } from 'react'
import type { ProjectSummary } from '#core/contract/shapes.ts'
import { Modal } from '#renderer/ui/Modal.tsx'

interface RenameDialogProps {
  readonly project: ProjectSummary
  readonly onRename: (title: string) => void
  readonly onClose: () => void
}

/** Another title; an edit of the episode, so its history has it, too. */
export function RenameDialog({ project, onRename, onClose }: RenameDialogProps) {
  const [title, setTitle] = useState(project.title)
  const wanted = title.trim()

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!wanted) return
    onClose()
    if (wanted !== project.title) onRename(wanted)
  }

  return (
    <Modal
      title="Rename episode"
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" form="rename" className="button primary" disabled={!wanted}>
            Rename
          </button>
        </>
      }
    >
      <form id="rename" onSubmit={submit}>
        <label className="field">
          <span className="label">Title</span>
          <input
            className="input"
            value={title}
            maxLength={300}
            autoComplete="off"
            onFocus={(event) => event.currentTarget.select()}
            onChange={(event) => setTitle(event.target.value)}
          />
        </label>
      </form>
    </Modal>
  )
}
