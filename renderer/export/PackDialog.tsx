import type { PackEvent } from '#core/contract/library.ts'
import { safeFileName } from '#core/formats/fileName.ts'
import { PACK_ENDING } from '#core/formats/pack.ts'
import { desktop } from '#renderer/api/desktop.ts'
import { say } from '#renderer/app/notices.ts'
import { useApi } from '#renderer/app/services.ts'
import { useWork } from '#renderer/app/useWork.ts'
import { nameOf } from '#renderer/import/waysIn.ts'
import { Modal } from '#renderer/ui/Modal.tsx'
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx'
import { Progress } from '#renderer/ui/Progress.tsx'
import { FileReady } from './FileReady.tsx'
import { formatBytes } from './formats.ts'

interface PackDialogProps {
  readonly projectId: string
  readonly title: string
  /** Resolves when all edits have reached the library. */
  readonly settled?: () => Promise<void>
  readonly onClose: () => void
}

/** The whole project in one file, for another machine or a safe place. */
export function PackDialog({ projectId, title, settled, onClose }: PackDialogProps) {
  const api = useApi()
  const { state, start, cancel } = useWork<PackEvent>()

  async function save() {
    const name = `${safeFileName(title, 'Episode')}.${PACK_ENDING}`
    const path = desktop ? await desktop.pickExportPath(name, PACK_ENDING) : undefined
    if (path === null) return
    const destination = path === undefined ? ('download' as const) : { path }
    const done = await start(async (signal) => {
      await settled?.()
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
      {state.phase === 'done' && <Packed packed={state.result} />}
    </Modal>
  )
}

function Packed({ packed: { path, bytes, url } }: { readonly packed: Extract<PackEvent, { type: 'done' }> }) {
  const note = `${url ? nameOf(path) : path} · ${formatBytes(bytes)}`
  return <FileReady title="Your copy is ready" note={note} path={path} url={url} />
}
