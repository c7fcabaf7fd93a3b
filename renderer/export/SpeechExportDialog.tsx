import { useState } from 'react'
import type { SpeechExportRequest } from '#core/contract/transcripts.ts'
import { safeFileName } from '#core/formats/fileName.ts'
import type { Problem } from '#core/problem.ts'
import { desktop } from '#renderer/api/desktop.ts'
import { problemOf } from '#renderer/api/problems.ts'
import { say } from '#renderer/app/notices.ts'
import { useApi } from '#renderer/app/services.ts'
import { useEditor, useEditorStore } from '#renderer/state/editor.ts'
import { Modal } from '#renderer/ui/Modal.tsx'
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx'
import { Segmented } from '#renderer/ui/Segmented.tsx'
import { downloadText } from './downloadText.ts'
import { FormatCards } from './FormatCards.tsx'
import { SPEAKERS, type SpeechWhat, TRANSCRIPTS } from './speechFormats.ts'

/** What is said and who speaks in the edit, as a file for other programs. */
export function SpeechExportDialog({ onClose }: { readonly onClose: () => void }) {
  const api = useApi()
  const store = useEditorStore()
  const hasTranscript = useEditor((editor) => editor.episode.passages.length > 0)
  const hasTurns = useEditor((editor) => editor.episode.segments.length > 0)
  const [what, setWhat] = useState<SpeechWhat>(hasTranscript ? 'transcript' : 'speakers')
  const [transcript, setTranscript] = useState(TRANSCRIPTS[0]!)
  const [speakers, setSpeakers] = useState(SPEAKERS[0]!)
  const [wordTimes, setWordTimes] = useState(false)
  const [timestamps, setTimestamps] = useState(true)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [saved, setSaved] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const chosen = what === 'transcript' ? transcript : speakers
  const isEmpty = what === 'transcript' ? !hasTranscript : !hasTurns

  function request(): SpeechExportRequest['what'] {
    if (what === 'speakers') return { type: 'speakers', format: speakers.format }
    return { type: 'transcript', format: transcript.format, wordTimes, timestamps }
  }

  async function save() {
    const { projectId, episode, settled } = store.getState()
    setProblem(null)
    setSaved('')
    const name = `${safeFileName(episode.title, 'Episode')}.${chosen.ending}`
    const path = desktop ? await desktop.pickExportPath(name, chosen.ending) : undefined
    if (path === null) return
    setIsBusy(true)
    try {
      await settled()
      const written = await api.transcripts.export({ projectId, what: request(), path })
      if (written.text !== null) downloadText(written.text, written.fileName)
      const { entries } = written
      const noun = `${what === 'speakers' ? 'turn' : 'passage'}${entries === 1 ? '' : 's'}`
      const message = `Saved ${entries.toLocaleString('en')} ${noun} as ${written.path ?? written.fileName}.`
      setSaved(message)
      say(message)
    } catch (thrown) {
      setProblem(problemOf(thrown))
    }
    setIsBusy(false)
  }

  return (
    <Modal
      title="Export transcript and speakers"
      description="At the times of the edit, without what is cut."
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Close
          </button>
          <button
            type="button"
            className="button primary"
            disabled={isBusy || isEmpty}
            onClick={() => void save()}
          >
            Export {chosen.name}
          </button>
        </>
      }
    >
      {problem && <ProblemNote problem={problem} />}
      <Segmented
        label="What to export"
        value={what}
        options={[
          ['transcript', 'Transcript'],
          ['speakers', 'Speakers'],
        ]}
        onChange={(value) => {
          setWhat(value)
          setSaved('')
        }}
      />
      {isEmpty && (
        <p className="muted">
          {what === 'transcript'
            ? 'This episode has no transcript yet. Import one from the File menu or the Transcript panel.'
            : 'Nobody has a turn in this episode yet.'}
        </p>
      )}
      {what === 'transcript' ? (
        <FormatCards label="Format" choices={TRANSCRIPTS} value={transcript} onChange={setTranscript} />
      ) : (
        <FormatCards label="Format" choices={SPEAKERS} value={speakers} onChange={setSpeakers} />
      )}
      {what === 'transcript' && transcript.format === 'vtt' && (
        <label className="check">
          <input
            type="checkbox"
            checked={wordTimes}
            onChange={(event) => setWordTimes(event.target.checked)}
          />
          Also when each word is said
        </label>
      )}
      {what === 'transcript' && transcript.format === 'txt' && (
        <label className="check">
          <input
            type="checkbox"
            checked={timestamps}
            onChange={(event) => setTimestamps(event.target.checked)}
          />
          With the time of each paragraph
        </label>
      )}
      {saved && <p className="form-success selectable">{saved}</p>}
    </Modal>
  )
}
