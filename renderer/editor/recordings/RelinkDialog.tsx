import { CircleCheck, FileAudio, FolderOpen } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { Relinked } from '#core/contract/library.ts'
import type { Problem } from '#core/problem.ts'
import { desktop } from '#renderer/api/desktop.ts'
import { useApi } from '#renderer/app/services.ts'
import { problemOfAny } from '#renderer/app/useWork.ts'
import { pathOf } from '#renderer/import/files.ts'
import { pickOne } from '#renderer/import/pickOne.ts'
import { useEditorStore } from '#renderer/state/editor.ts'
import { Modal } from '#renderer/ui/Modal.tsx'
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx'
import { Warnings } from '#renderer/ui/Warnings.tsx'
import { useMissing } from './useMissing.ts'

interface RelinkDialogProps {
  readonly onClose: () => void
  /** Something was found: the project is to be opened anew. */
  readonly onFound: () => void
}

/** Asks where moved originals are now. */
export function RelinkDialog({ onClose, onFound }: RelinkDialogProps) {
  const api = useApi()
  const { projectId, settled } = useEditorStore().getState()
  const missing = useMissing()
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
      await settled()
      const relinked = await api.library.relink({ projectId, path: place })
      if (relinked.relinked.length > 0 && relinked.warnings.length === 0) return onFound()
      setFound(relinked)
    } catch (thrown) {
      setProblem(problemOfAny(thrown))
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
              onSubmit={() => void relink(async () => path.trim())}
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

/** A browser cannot name a file that is not its own. */
function PathForm({ path, onChange, isBusy, onSubmit }: PathFormProps) {
  function submit(event: FormEvent) {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form className="row path-form" onSubmit={submit}>
      <label className="field grow">
        <span className="label">Path of the file, or of a folder to search</span>
        <input
          className="input"
          spellCheck={false}
          autoComplete="off"
          value={path}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      <button type="submit" className="button primary" disabled={isBusy || path.trim() === ''}>
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
