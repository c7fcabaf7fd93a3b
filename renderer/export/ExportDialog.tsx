import { useState } from 'react'
import { safeFileName } from '#core/formats/fileName.ts'
import { desktop } from '#renderer/api/desktop.ts'
import { useEditorStore } from '#renderer/state/editor.ts'
import { Modal } from '#renderer/ui/Modal.tsx'
import { Progress } from '#renderer/ui/Progress.tsx'
import { ExportDone } from './ExportDone.tsx'
import { type ExportChoices, ExportForm } from './ExportForm.tsx'
import { FORMATS } from './formats.ts'
import { useExport } from './useExport.ts'

/** From the choices to the finished file. */
export function ExportDialog({ onClose }: { readonly onClose: () => void }) {
  const store = useEditorStore()
  const { state, start, cancel, again } = useExport()
  const [choices, setChoices] = useState<ExportChoices>(() => ({
    format: 'mp3',
    bitrate: FORMATS[0]!.defaultBitrate,
    onlySelection: false,
    withoutSponsors: false,
  }))

  async function begin() {
    const { projectId, episode, selection } = store.getState()
    const path = desktop
      ? await desktop.pickExportPath(
          `${safeFileName(episode.title, 'Episode')}.${choices.format}`,
          choices.format,
        )
      : undefined
    if (path === null) return
    await start({
      projectId,
      format: choices.format,
      ...(choices.bitrate !== null && { bitrate: choices.bitrate }),
      ...(choices.onlySelection && selection && { range: selection }),
      ...(choices.withoutSponsors && { withoutSponsors: true }),
      destination: path === undefined ? 'download' : { path },
    })
  }

  const running = state.phase === 'running'
  return (
    <Modal
      title="Export episode"
      wide={state.phase === 'form'}
      onClose={() => {
        cancel()
        onClose()
      }}
      footer={
        <>
          {running && (
            <button type="button" className="button" onClick={cancel}>
              Cancel export
            </button>
          )}
          {state.phase === 'form' && (
            <>
              <button type="button" className="button" onClick={onClose}>
                Close
              </button>
              <button type="button" className="button primary" onClick={() => void begin()}>
                Export {FORMATS.find(({ format }) => format === choices.format)?.name}
              </button>
            </>
          )}
          {state.phase === 'done' && (
            <>
              <button type="button" className="button" onClick={again}>
                Export another
              </button>
              <button type="button" className="button primary" onClick={onClose}>
                Done
              </button>
            </>
          )}
        </>
      }
    >
      {state.phase === 'form' && (
        <ExportForm choices={choices} onChange={setChoices} problem={state.problem} />
      )}
      {running && <Progress progress={state.progress} label="Export" />}
      {state.phase === 'done' && <ExportDone result={state.result} />}
    </Modal>
  )
}
