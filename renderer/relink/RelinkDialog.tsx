import { CircleCheck, FileAudio, FolderOpen } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { Relinked } from '#core/contract/library.ts'
import type { Problem } from '#core/problem.ts'
import { desktop } from '#renderer/api/desktop.ts'
import { problemOf } from '#renderer/api/problems.ts'
import { say } from '#renderer/app/notices.ts'
import { useApi } from '#renderer/app/services.ts'
import { pathOf, pickOne } from '#renderer/import/files.ts'
import { typedPath } from '#renderer/import/waysIn.ts'
import { Modal } from '#renderer/ui/Modal.tsx'
import { PathField } from '#renderer/ui/PathField.tsx'
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx'
import { Warnings } from '#renderer/ui/Warnings.tsx'
import { useMissing } from './useMissing.ts'

interface RelinkDialogProps {
  readonly projectId: string
  /** Resolves when all edits have reached the library. */
  readonly settled?: () => Promise<void>
  readonly onClose: () => void
  /** Something was found: what shows the project is to look anew. */
  readonly onFound: () => void
}

/** Asks where moved originals are now. */
export function RelinkDialog({ projectId, settled, onClose, onFound }: RelinkDialogProps) {
  const api = useApi()
  const missing = useMissing(projectId)
  const [path, setPath] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [found, setFound] = useState<Relinked | null>(null)
  const [busy, setBusy] = useState('')
  const leave = found && found.relinked.length > 0 ? onFound : onClose

  async function relink(where: () => Promise<string | null>) {
    setProblem(null)
    try {
      const place = await where()
      if (place === null) return
      setBusy('Looking…')
      await settled?.()
      const relinked = await api.library.relink({ projectId, path: place })
      const { length } = relinked.relinked
      if (length > 0) say(length === 1 ? 'The original was found.' : `${length} originals were found.`)
      if (length > 0 && relinked.warnings.length === 0) return onFound()
      setFound(relinked)
    } catch (thrown) {
      setProblem(problemOf(thrown))
    } finally {
      setBusy('')
    }
  }

  const pick = (purpose: 'original' | 'folder') =>
    relink(async () => {
      const picked = await pickOne(purpose)
      const sending = (fraction: number) =>
        setBusy(`Copying into the library, ${Math.round(fraction * 100)} %`)
      return picked && pathOf(picked, undefined, sending)
    })

  return (
    <Modal
      title="Find the recording"
      description="It is known by its content; its name may have changed."
      onClose={leave}
      footer={
        <button type="button" className={`button ${found ? 'primary' : ''}`} onClick={leave}>
          {found ? 'Done' : 'Close'}
        </button>
      }
    >
      {problem && <ProblemNote problem={problem} />}
      {found && <Found relinked={found} />}
      {!found && (
        <>
          <ul className="brought-names">
            {missing.map((one) => (
              <li key={one} className="row">
                <FileAudio aria-hidden />
                <span className="selectable path">{one}</span>
              </li>
            ))}
          </ul>
          {!desktop && (
            <PathForm
              path={path}
              onChange={setPath}
              isBusy={busy !== ''}
              onSubmit={() => void relink(async () => typedPath(path))}
            />
          )}
          <div className="row wrap">
            <button
              type="button"
              className="button"
              disabled={busy !== ''}
              onClick={() => void pick('original')}
            >
              <FileAudio aria-hidden /> {desktop ? 'Choose the file…' : 'Upload the file…'}
            </button>
            {desktop && (
              <button
                type="button"
                className="button"
                disabled={busy !== ''}
                onClick={() => void pick('folder')}
              >
                <FolderOpen aria-hidden /> Search a folder…
              </button>
            )}
            <span className="muted" role="status">
              {busy}
            </span>
          </div>
        </>
      )}
    </Modal>
  )
}

interface PathFormProps {
  readonly path: string
  readonly onChange: (path: string) => void
  readonly isBusy: boolean
  readonly onSubmit: () => void
}

function PathForm({ path, onChange, isBusy, onSubmit }: PathFormProps) {
  function submit(event: FormEvent) {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form className="row path-form" onSubmit={submit}>
      <PathField label="Path of the file, or of a folder to search" value={path} onChange={onChange} />
      <button type="submit" className="button primary" disabled={isBusy || typedPath(path) === ''}>
        Find
      </button>
    </form>
  )
}

function Found({ relinked: { relinked, warnings } }: { readonly relinked: Relinked }) {
  return (
    <>
      {relinked.map(({ mediaId, path }) => (
        <p key={mediaId} className="row">
          <CircleCheck aria-hidden />
          <span className="selectable path">{path}</span>
        </p>
      ))}
      <Warnings warnings={warnings} />
    </>
  )
}
