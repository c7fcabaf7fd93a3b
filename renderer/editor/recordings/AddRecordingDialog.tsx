import { CircleCheck, FileAudio } from 'lucide-react'
import { useState } from 'react'
import type { Brought, Hole } from '#core/contract/imports.ts'
import { type PickedFile, pickOne } from '#renderer/import/files.ts'
import { useEditor } from '#renderer/state/editor.ts'
import { Modal } from '#renderer/ui/Modal.tsx'
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx'
import { Progress } from '#renderer/ui/Progress.tsx'
import { Warnings } from '#renderer/ui/Warnings.tsx'
import { AddFields } from './AddFields.tsx'
import { SpaceField } from './SpaceField.tsx'
import { type AddChoices, useAdding } from './useAdding.ts'

interface AddRecordingDialogProps {
  /** What was dropped; none: the dialog asks for a recording. */
  readonly brought?: readonly Pick<Brought, 'path' | 'name'>[] | undefined
  readonly onClose: () => void
}

const SHOWING = { stage: 'Opening', fraction: 1, secondsLeft: null }

/** Joins recordings to the open episode, or makes a new one of them where they were dropped. */
export function AddRecordingDialog({ brought, onClose }: AddRecordingDialogProps) {
  const [files, setFiles] = useState<readonly PickedFile[]>(brought ?? [])
  const [target, setTarget] = useState<AddChoices['target']>('episode')
  const [place, setPlace] = useState<'end' | 'playhead'>('end')
  const [hole, setHole] = useState<Hole>('cut')
  const [spaceId, setSpaceId] = useState<string | undefined>()
  const playhead = useEditor((editor) => editor.playhead)
  const { state, add, cancel, warnings } = useAdding()
  const [file] = files

  async function choose() {
    const picked = await pickOne('recording')
    if (!picked) return
    setFiles([picked])
    setSpaceId(undefined)
  }

  async function run() {
    const choices = { target, at: place === 'playhead' ? playhead : null, hole, spaceId }
    if (await add(files, choices)) onClose()
  }

  // Until the editor shows what was added there is nothing to add or to close.
  const isRunning = state.phase !== 'form' && !warnings
  const action = (
    <>
      <button type="button" className="button" onClick={isRunning ? cancel : onClose}>
        Cancel
      </button>
      {!isRunning && (
        <button type="button" className="button primary" disabled={!file} onClick={() => void run()}>
          {target === 'new' ? 'Import' : 'Add'}
        </button>
      )}
    </>
  )
  const done = (
    <button type="button" className="button primary" onClick={onClose}>
      Done
    </button>
  )
  return (
    <Modal title="Add a recording" onClose={onClose} footer={warnings ? done : action}>
      {state.phase === 'form' && (
        <>
          {state.problem && <ProblemNote problem={state.problem} />}
          {brought ? (
            <Names files={files} />
          ) : (
            <button type="button" className="button file-button" onClick={() => void choose()}>
              <FileAudio aria-hidden />
              <span className="truncate">{file?.name ?? 'Choose a recording…'}</span>
            </button>
          )}
          {file && 'path' in file && files.length === 1 && (
            <SpaceField path={file.path} value={spaceId} onChange={setSpaceId} />
          )}
          <AddFields
            mayBeNew={brought !== undefined}
            isOne={files.length < 2}
            target={target}
            onTarget={setTarget}
            place={place}
            onPlace={setPlace}
            hole={hole}
            onHole={setHole}
          />
        </>
      )}
      {isRunning && (
        <Progress
          progress={state.phase === 'running' ? state.progress : SHOWING}
          label="Adding the recording"
        />
      )}
      {warnings && (
        <>
          <p className="row">
            <CircleCheck aria-hidden /> Added, with something to know:
          </p>
          <Warnings warnings={warnings} />
        </>
      )}
    </Modal>
  )
}

function Names({ files }: { readonly files: readonly { readonly name: string }[] }) {
  return (
    <ul className="brought-names">
      {files.map(({ name }) => (
        <li key={name} className="row">
          <FileAudio aria-hidden />
          <span className="truncate">{name}</span>
        </li>
      ))}
    </ul>
  )
}
