import { Captions, Download, Upload } from 'lucide-react'
import { useDeferredValue, useMemo } from 'react'
import { editedTranscript } from '#core/episode/editedTranscript.ts'
import { useEditor } from '#renderer/state/editor.ts'
import { Empty } from '#renderer/ui/Empty.tsx'
import { CommandButton } from '../CommandButton.tsx'
import { useRunCommand } from '../uiContext.ts'
import { TranscriptList } from './TranscriptList.tsx'

/** What is said in the edit, to read along and to find one's way by. */
export function TranscriptPanel() {
  const clips = useDeferredValue(useEditor((editor) => editor.committed.clips))
  const passages = useDeferredValue(useEditor((editor) => editor.committed.passages))
  const speakers = useDeferredValue(useEditor((editor) => editor.committed.speakers))
  const shown = useMemo(() => editedTranscript({ clips, passages, speakers }), [clips, passages, speakers])
  const run = useRunCommand()
  return (
    <div className="panel transcript-panel">
      <div className="row spread panel-head">
        <h2>Transcript</h2>
        <div className="row transcript-tools">
          <CommandButton id="file.importSpeech" icon={Download} className="small" />
          <CommandButton id="file.exportSpeech" icon={Upload} className="small" />
        </div>
      </div>
      {shown.length > 0 && <TranscriptList passages={shown} />}
      {shown.length === 0 && passages.length > 0 && (
        <Empty icon={Captions} title="All of it is cut">
          <p>What the transcript tells is not in the edit any more. Undo a cut, or restore one.</p>
        </Empty>
      )}
      {passages.length === 0 && (
        <Empty icon={Captions} title="No transcript yet">
          <p>
            Bring one that another program made: WebVTT, SRT, WhisperX, whisper.cpp, Otter and more. Drop the
            file here, or choose it.
          </p>
          <button type="button" className="button small" onClick={() => run('file.importSpeech')}>
            Import a transcript…
          </button>
        </Empty>
      )}
    </div>
  )
}
