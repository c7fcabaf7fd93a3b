import { type FormEvent, useState } from 'react'
import { Modal } from '#renderer/ui/Modal.tsx'
import { PathField } from '#renderer/ui/PathField.tsx'
import { typedPath } from './waysIn.ts'

/** For what a browser should not copy: an archive of many gigabytes on this very machine. */
export function OpenPath({
  onOpen,
  onClose,
}: {
  readonly onOpen: (path: string) => void
  readonly onClose: () => void
}) {
  const [path, setPath] = useState('')
  const wanted = typedPath(path)

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!wanted) return
    onClose()
    onOpen(wanted)
  }

  return (
    <Modal
      title="Open from a path"
      description="Nothing is copied: the file or folder is read where it lies on this computer."
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" form="open-path" className="button primary" disabled={!wanted}>
            Open
          </button>
        </>
      }
    >
      <form id="open-path" onSubmit={submit}>
        <PathField
          label="Path of a recording, a folder of chunks, or an archive"
          value={path}
          onChange={setPath}
        />
      </form>
    </Modal>
  )
}
