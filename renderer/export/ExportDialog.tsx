import { useState } from 'react'
import type { ExportEvent, ExportRequest } from '#core/contract/contract.ts'
import { safeFileName } from '#core/formats/fileName.ts'
import { desktop } from '#renderer/api/desktop.ts'
import { say } from '#renderer/app/notices.ts'
import { useApi } from '#renderer/app/services.ts'
import { useWork } from '#renderer/app/useWork.ts'
import { useEditorStore } from '#renderer/state/editor.ts'
import { Modal } from '#renderer/ui/Modal.tsx'
import { Progress } from '#renderer/ui/Progress.tsx'
import { ExportDone } from './ExportDone.tsx'
import { type ExportChoices, ExportForm } from './ExportForm.tsx'
import { FORMATS } from './formats.ts'

/** From the choices to the finished file. */
export function ExportDialog({ onClose }: { readonly onClose: () => void }) {
  const store = useEditorStore()
  const api = useApi()
  const { state, start, cancel, again } = useWork<ExportEvent>()
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
    const request: ExportRequest = {
      projectId,
      format: choices.format,
      ...(choices.bitrate !== null && { bitrate: choices.bitrate }),
      ...(choices.onlySelection && selection && { range: selection }),
      ...(choices.withoutSponsors && { withoutSponsors: true }),
      destination: path === undefined ? 'download' : { path },
    }
    if (await start((signal) => api.exports.start(request, { signal }))) say('Export finished.')
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
