import { CircleCheck, Download, FolderOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import { desktop } from '#renderer/api/desktop.ts'
import { nameOf } from '#renderer/import/waysIn.ts'

interface FileReadyProps {
  readonly title: string
  readonly note: string
  readonly path: string
  /** Where a browser gets it; null where it was written to its place. */
  readonly url: string | null
  readonly children?: ReactNode
}

/** A finished file and the way to it. */
export function FileReady({ title, note, path, url, children }: FileReadyProps) {
  return (
    <div className="export-done">
      <CircleCheck aria-hidden />
      <div className="export-ready">
        <p className="export-name">{title}</p>
        <p className="muted selectable">{note}</p>
      </div>
      {children}
      {url && (
        <a className="button primary large" href={url} download={nameOf(path)}>
          <Download aria-hidden /> Download
        </a>
      )}
      {desktop && !url && (
        <button type="button" className="button" onClick={() => desktop?.revealFile(path)}>
          <FolderOpen aria-hidden /> Show in folder
        </button>
      )}
    </div>
  )
}
