import { FileText } from 'lucide-react'
import { useState } from 'react'
import type { Brought } from '#core/contract/imports.ts'
import type { Problem } from '#core/problem.ts'
import { problemOf } from '#renderer/api/problems.ts'
import { useApi } from '#renderer/app/services.ts'
import { pathOf, pickOne } from '#renderer/import/files.ts'
import { useEditorStore } from '#renderer/state/editor.ts'
import { Modal } from '#renderer/ui/Modal.tsx'
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx'
import { Warnings } from '#renderer/ui/Warnings.tsx'
import { choicesOf, type SpeechSettings, settingsFor, takesAnything, type Who } from './choices.ts'
import { recordingUnder } from './recordings.ts'
import { SpeechForm } from './SpeechForm.tsx'
import { usePreview } from './usePreview.ts'

type SpeechFile = Pick<Brought, 'path' | 'name'>

interface SpeechImportDialogProps {
  /** Dropped files, one after another; none: the dialog asks for one. */
  readonly files?: readonly SpeechFile[] | undefined
  readonly onClose: () => void
}

/** A speaker or transcript file: what it says, who its names are, and into the episode with it. */
export function SpeechImportDialog({ files = [], onClose }: SpeechImportDialogProps) {
  const [left, setLeft] = useState(files)
  const [file] = left
  const next = () => (left.length > 1 ? setLeft(left.slice(1)) : onClose())
  const about = files.length > 1 ? `File ${files.length - left.length + 1} of ${files.length}` : undefined
  return <OneFile key={file?.path ?? ''} given={file} about={about} onClose={next} />
}

interface OneFileProps {
  readonly given: SpeechFile | undefined
  readonly about: string | undefined
  readonly onClose: () => void
}

function OneFile({ given, about, onClose }: OneFileProps) {
  const api = useApi()
  const store = useEditorStore()
  const [file, setFile] = useState(given ?? null)
  const [recordingId, setRecordingId] = useState(() => recordingUnder(store.getState()))
  const [offsetSeconds, setOffsetSeconds] = useState(0)
  const [whos, setWhos] = useState<ReadonlyMap<string, Who>>(new Map())
  const [chosen, setChosen] = useState<SpeechSettings | null>(null)
  const [wrong, setWrong] = useState<Problem | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const { projectId } = store.getState()
  const { preview, problem, isReading } = usePreview(
    file && { projectId, path: file.path, recordingId, offsetSeconds },
  )
  const settings = chosen ?? (preview && settingsFor(preview))

  async function attempt(work: () => Promise<void>) {
    setWrong(null)
    setIsBusy(true)
    try {
      await work()
    } catch (thrown) {
      setWrong(problemOf(thrown))
    }
    setIsBusy(false)
  }

  async function choose() {
    const picked = await pickOne('speech')
    if (!picked) return
    await attempt(async () => {
      setFile({ path: await pathOf(picked), name: picked.name })
      setWhos(new Map())
      setChosen(null)
    })
  }

  async function take() {
    if (!file || !preview || !settings) return
    const { turns, transcript, segments, passages } = settings
    await attempt(async () => {
      const { editInMain } = store.getState()
      await editInMain(() =>
        api.transcripts.import({
          projectId,
          path: file.path,
          recordingId,
          offsetSeconds,
          choices: choicesOf(preview, whos),
          turns,
          transcript,
          replace: { segments, passages },
          baseRevision: store.getState().history.revision,
          withEpisode: true,
        }),
      )
      onClose()
    })
  }

  const isReady = preview && settings && takesAnything(preview, settings) && !isReading && !isBusy
  return (
    <Modal
      title="Import speakers or transcript"
      {...(about && { description: about })}
      wide={preview !== null}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="button" className="button primary" disabled={!isReady} onClick={() => void take()}>
            {isBusy && preview ? 'Importing…' : 'Import'}
          </button>
        </>
      }
    >
      <button type="button" className="button file-button" onClick={() => void choose()}>
        <FileText aria-hidden />
        <span className="truncate">{file?.name ?? 'Choose a file…'}</span>
        {preview && <span className="badge">{preview.formatName}</span>}
      </button>
      {!file && (
        <p className="muted">
          Captions and transcripts: WebVTT, SRT, Podcasting 2.0 JSON, WhisperX, whisper.cpp, Otter. Who speaks
          when: RTTM, Audacity labels.
        </p>
      )}
      {(wrong ?? problem) && <ProblemNote problem={(wrong ?? problem)!} />}
      {file && !preview && !problem && <p className="muted">Reading {file.name}…</p>}
      {preview && <Warnings warnings={preview.warnings} />}
      {file && (
        <SpeechForm
          preview={preview}
          settings={settings}
          onSettings={setChosen}
          whos={whos}
          onWho={(key, who) => setWhos(new Map(whos).set(key, who))}
          recordingId={recordingId}
          onRecording={setRecordingId}
          offsetSeconds={offsetSeconds}
          onOffset={setOffsetSeconds}
        />
      )}
    </Modal>
  )
}
