import { CircleCheck, Download, FolderOpen } from 'lucide-react'
import type { PackEvent } from '#core/contract/library.ts'
import { safeFileName } from '#core/formats/fileName.ts'
import { PACK_ENDING } from '#core/formats/pack.ts'
import { desktop } from '#renderer/api/desktop.ts'
import { say } from '#renderer/app/notices.ts'
import { useApi } from '#renderer/app/services.ts'
import { useWork } from '#renderer/app/useWork.ts'
import { useEditorStore } from '#renderer/state/editor.ts'
import { Modal } from '#renderer/ui/Modal.tsx'
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx'
import { Progress } from '#renderer/ui/Progress.tsx'
import { formatBytes } from './formats.ts'

/** The whole project in one file, for another machine or a safe place. */
export function PackDialog({ onClose }: { readonly onClose: () => void }) {
  const api = useApi()
  const store = useEditorStore()
  const { state, start, cancel } = useWork<PackEvent>()

  async function save() {
    const { projectId, episode, settled } = store.getState()
    const name = `${safeFileName(episode.title, 'Episode')}.${PACK_ENDING}`
    const path = desktop ? await desktop.pickExportPath(name, PACK_ENDING) : undefined
    if (path === null) return
    const destination = path === undefined ? ('download' as const) : { path }
    const done = await start(async (signal) => {
      await settled()
      return api.library.pack({ projectId, destination }, { signal })
    })
    if (done) say('The portable copy is ready.')
  }

  return (
    <Modal
      title="Save a portable copy"
      description="One file with the recordings, the edit and its whole history, to open on another machine."
      onClose={onClose}
      footer={
        <>
          {state.phase === 'running' ? (
            <button type="button" className="button" onClick={cancel}>
              Cancel
            </button>
          ) : (
            <button type="button" className="button" onClick={onClose}>
              {state.phase === 'done' ? 'Done' : 'Close'}
            </button>
          )}
          {state.phase === 'form' && (
            <button type="button" className="button primary" onClick={() => void save()}>
              Save copy{desktop && '…'}
            </button>
          )}
        </>
      }
    >
      {state.phase === 'form' && state.problem && <ProblemNote problem={state.problem} />}
      {state.phase === 'form' && (
        <p className="muted">
          The copy is about as large as the recordings together. Nothing here changes; open the copy anywhere
          by dropping it on Afterspace.
        </p>
      )}
      {state.phase === 'running' && <Progress progress={state.progress} label="Saving the copy" />}
      {state.phase === 'done' && <Packed result={state.result} />}
    </Modal>
  )
}

function Packed({ result }: { readonly result: Extract<PackEvent, { type: 'done' }> }) {
  const name = result.path.split(/[\\/]/).at(-1) ?? result.path
  return (
    <div className="export-done">
      <CircleCheck aria-hidden />
      <div className="export-ready">
        <p className="export-name">Your copy is ready</p>
        <p className="muted selectable">
          {result.url ? name : result.path} · {formatBytes(result.bytes)}
        </p>
      </div>
      {result.url && (
        <a className="button primary large" href={result.url} download={name}>
          <Download aria-hidden /> Download
        </a>
      )}
      {desktop && !result.url && (
        <button type="button" className="button" onClick={() => desktop?.revealFile(result.path)}>
          <FolderOpen aria-hidden /> Show in folder
        </button>
      )}
    </div>
  )
}
