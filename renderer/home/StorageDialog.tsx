import { FileAudio, Megaphone } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import type { MediaStorage, Storage } from '#core/contract/library.ts'
import type { ProjectSummary } from '#core/contract/shapes.ts'
import { say, showFailure } from '#renderer/app/notices.ts'
import { useApi } from '#renderer/app/services.ts'
import { formatBytes } from '#renderer/export/formats.ts'
import { nameOf } from '#renderer/import/waysIn.ts'
import { Modal } from '#renderer/ui/Modal.tsx'

interface StorageDialogProps {
  readonly projects: readonly ProjectSummary[]
  readonly onClose: () => void
}

/** What the library keeps, where it lies, and what of it can go. */
export function StorageDialog({ projects, onClose }: StorageDialogProps) {
  const api = useApi()
  const [storage, setStorage] = useState<Storage | null>(null)
  const [libraryPath, setLibraryPath] = useState('')

  const measure = useCallback(() => api.library.storage().then(setStorage, showFailure), [api])
  useEffect(() => {
    void measure()
    api.system.info().then((info) => setLibraryPath(info.libraryPath), showFailure)
  }, [api, measure])

  async function free() {
    try {
      const { droppedBytes } = await api.library.dropDerived({})
      say(`Freed ${formatBytes(droppedBytes)}.`)
    } catch (thrown) {
      showFailure(thrown)
    }
    await measure()
  }

  const droppable = storage?.totals.droppableBytes ?? 0
  return (
    <Modal
      title="Storage"
      description="Originals stay where they are on your disk. This is what Afterspace keeps besides."
      wide
      onClose={onClose}
      footer={
        <>
          <span className="muted grow">
            {droppable > 0
              ? 'Waveforms and measurements can go; they come back when they are needed.'
              : 'There is nothing that could go and come back.'}
          </span>
          <button type="button" className="button" disabled={droppable === 0} onClick={() => void free()}>
            {droppable > 0 ? `Free ${formatBytes(droppable)}` : 'Free space'}
          </button>
        </>
      }
    >
      <div className="field">
        <span className="label">Where the library lies</span>
        <span className="storage-path selectable">{libraryPath}</span>
      </div>
      {storage && <Totals totals={storage.totals} />}
      {storage && storage.media.length > 0 && <MediaTable media={storage.media} projects={projects} />}
    </Modal>
  )
}

const PARTS = [
  ['workingBytes', 'Working copies of recordings'],
  ['derivedBytes', 'Waveforms, loudness, indexes'],
  ['uploadBytes', 'Files brought through the browser'],
  ['databaseBytes', 'Episodes, histories and covers'],
  ['temporaryBytes', 'Downloads and work under way'],
] as const

function Totals({ totals }: { readonly totals: Storage['totals'] }) {
  const parts = PARTS.filter(([key]) => totals[key] > 0)
  return (
    <div className="storage-totals">
      <p className="storage-sum numbers">{formatBytes(totals.totalBytes)}</p>
      <div className="storage-bar" aria-hidden>
        {parts.map(([key]) => (
          <span key={key} className={key} style={{ flexGrow: totals[key] }} />
        ))}
      </div>
      <dl>
        {parts.map(([key, name]) => (
          <div key={key}>
            <dt>
              <span className={`storage-dot ${key}`} aria-hidden /> {name}
            </dt>
            <dd className="numbers">{formatBytes(totals[key])}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function MediaTable({
  media,
  projects,
}: {
  readonly media: readonly MediaStorage[]
  readonly projects: readonly ProjectSummary[]
}) {
  const titles = new Map(projects.map(({ id, title }) => [id, title]))
  const sized = media.toSorted((a, b) => keptBytes(b) - keptBytes(a))
  return (
    <table className="storage-table">
      <thead>
        <tr>
          <th scope="col">Recording</th>
          <th scope="col">Working copy</th>
          <th scope="col">Waveform etc.</th>
        </tr>
      </thead>
      <tbody>
        {sized.map(({ mediaId, kind, originalPath, projectIds, workingBytes, derivedBytes }) => (
          <tr key={mediaId}>
            <th scope="row">
              {kind === 'read' ? <Megaphone aria-hidden /> : <FileAudio aria-hidden />}
              <span>
                <span className="truncate" title={originalPath}>
                  {nameOf(originalPath)}
                </span>
                <span className="muted truncate">
                  {usedIn(
                    kind,
                    projectIds.flatMap((id) => titles.get(id) ?? []),
                  )}
                </span>
              </span>
            </th>
            <td className="numbers">{workingBytes > 0 ? formatBytes(workingBytes) : '–'}</td>
            <td className="numbers">{derivedBytes > 0 ? formatBytes(derivedBytes) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function keptBytes({ workingBytes, derivedBytes }: MediaStorage): number {
  return workingBytes + derivedBytes
}

function usedIn(kind: MediaStorage['kind'], titles: readonly string[]): string {
  if (titles.length > 0) return titles.join(', ')
  return kind === 'read' ? 'Sponsor read, in no episode' : 'In no episode any more'
}
