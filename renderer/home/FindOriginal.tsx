import { File, FolderSearch } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import type { ProjectSummary, RecordingInfo } from '#core/contract/shapes.ts'
import { desktop } from '#renderer/api/desktop.ts'
import { problemOf } from '#renderer/api/problems.ts'
import { say, showFailure, showProblem } from '#renderer/app/notices.ts'
import { useApi } from '#renderer/app/services.ts'
import { Modal } from '#renderer/ui/Modal.tsx'

interface FindOriginalProps {
  readonly project: ProjectSummary
  readonly onFound: () => void
  readonly onClose: () => void
}

/** Where is the recording now? A file, or a folder to search. */
export function FindOriginal({ project, onFound, onClose }: FindOriginalProps) {
  const api = useApi()
  const [lost, setLost] = useState<readonly RecordingInfo[]>([])
  const [path, setPath] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [wrong, setWrong] = useState('')

  useEffect(() => {
    api.projects
      .recordings({ projectId: project.id })
      .then((all) => setLost(all.filter(({ missing }) => missing)), showFailure)
  }, [api, project.id])

  async function look(path: string | null | undefined) {
    if (!path) return
    setBusy(true)
    setWrong('')
    try {
      const { relinked, warnings } = await api.library.relink({ projectId: project.id, path })
      say(relinked.length === 1 ? 'The original was found.' : `${relinked.length} originals were found.`)
      if (warnings.length > 0)
        showProblem({ code: 'other-recording', message: warnings[0]!, hint: warnings.slice(1).join(' ') })
      onFound()
      onClose()
    } catch (thrown) {
      const { code, message, hint } = problemOf(thrown)
      setWrong(code === 'vanished' ? `There is nothing at ${path}.` : `${message} ${hint}`.trim())
      setBusy(false)
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    void look(path.trim())
  }

  return (
    <Modal
      title="Find the original"
      description="Say where it is now: the file itself, or a folder to search. It is known by its content, so it may have another name."
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button
            type="submit"
            form="find-original"
            className="button primary"
            disabled={isBusy || !path.trim()}
          >
            {isBusy ? 'Looking…' : 'Look there'}
          </button>
        </>
      }
    >
      <ul className="lost-list">
        {lost.map(({ id, path }) => (
          <li key={id} className="muted selectable">
            Was at {path}
          </li>
        ))}
      </ul>
      <form id="find-original" className="stack" onSubmit={submit}>
        <label className="field">
          <span className="label">File or folder on this computer</span>
          <input
            className="input"
            value={path}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setPath(event.target.value)}
          />
        </label>
        {desktop && (
          <div className="row">
            <button
              type="button"
              className="button"
              disabled={isBusy}
              onClick={() => void desktop?.pickRecordings().then(([file]) => look(file))}
            >
              <File aria-hidden /> Choose file…
            </button>
            <button
              type="button"
              className="button"
              disabled={isBusy}
              onClick={() => void desktop?.pickFolder().then(look)}
            >
              <FolderSearch aria-hidden /> Search a folder…
            </button>
          </div>
        )}
        {wrong && (
          <p className="form-problem" role="alert">
            {wrong}
          </p>
        )}
      </form>
    </Modal>
  )
}
