import { CircleCheck, Download, FolderOpen } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { PackEvent, PackRequest } from '#core/contract/library.ts'
import type { Progress as ProgressValue } from '#core/contract/shapes.ts'
import { desktop } from '#renderer/api/desktop.ts'
import { say, showFailure } from '#renderer/app/notices.ts'
import { useApi } from '#renderer/app/services.ts'
import { formatBytes } from '#renderer/export/formats.ts'
import { nameOf } from '#renderer/import/waysIn.ts'
import { Modal } from '#renderer/ui/Modal.tsx'
import { Progress } from '#renderer/ui/Progress.tsx'

type Packed = Extract<PackEvent, { type: 'done' }>

interface PackDialogProps {
  readonly request: PackRequest
  readonly title: string
  readonly onClose: () => void
}

/** Writes an episode with all that belongs to it into one file; to close the dialog is to cancel. */
export function PackDialog({ request, title, onClose }: PackDialogProps) {
  const api = useApi()
  const [progress, setProgress] = useState<ProgressValue>({
    stage: 'Preparing',
    fraction: 0,
    secondsLeft: null,
  })
  const [packed, setPacked] = useState<Packed | null>(null)

  useEffect(() => {
    const leaving = new AbortController()
    const { signal } = leaving
    async function pack() {
      try {
        for await (const event of await api.library.pack(request, { signal })) {
          if (event.type === 'progress') setProgress(event.progress)
          else {
            setPacked(event)
            say('The portable copy is ready.')
          }
        }
      } catch (thrown) {
        if (signal.aborted) return
        showFailure(thrown)
        onClose()
      }
    }
    void pack()
    return () => leaving.abort()
    // Started once: another request is another dialog.
  }, [api])

  return (
    <Modal
      title="Portable copy"
      description={`“${title}” with its history, recordings and sponsor reads, for another computer or a safe place.`}
      onClose={onClose}
      footer={
        <button type="button" className="button" onClick={onClose}>
          {packed ? 'Close' : 'Cancel'}
        </button>
      }
    >
      {packed ? <Done packed={packed} /> : <Progress progress={progress} label={`Packing ${title}`} />}
    </Modal>
  )
}

function Done({ packed: { path, bytes, url } }: { readonly packed: Packed }) {
  const name = nameOf(path)
  return (
    <div className="pack-done">
      <CircleCheck aria-hidden />
      <div className="grow">
        <p className="truncate" title={url ? name : path}>
          {name}
        </p>
        <p className="muted numbers">{formatBytes(bytes)}</p>
      </div>
      {url && (
        <a className="button primary" href={url} download={name}>
          <Download aria-hidden /> Download
        </a>
      )}
      {desktop && !url && (
        <button type="button" className="button" onClick={() => desktop?.revealFile(path)}>
          <FolderOpen aria-hidden /> Show in folder
        </button>
      )}
    </div>
  )
}
