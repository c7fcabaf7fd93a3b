import { CircleCheck, Download, FolderOpen } from 'lucide-react'
import type { ExportEvent } from '#core/contract/contract.ts'
import { formatLength } from '#core/time/timecode.ts'
import { desktop } from '#renderer/api/desktop.ts'
import { Facts } from '#renderer/editor/panels/Facts.tsx'
import { formatBytes } from './formats.ts'

type Exported = Extract<ExportEvent, { type: 'done' }>

/** The finished file: where it is and what was measured. */
export function ExportDone({ result }: { readonly result: Exported }) {
  const name = result.path.split(/[\\/]/).at(-1) ?? result.path
  const { integratedLufs, truePeakDbtp } = result.loudness
  return (
    <div className="export-done">
      <CircleCheck aria-hidden />
      <div className="export-ready">
        <p className="export-name">Your episode is ready</p>
        <p className="muted selectable">{name}</p>
      </div>
      <Facts
        facts={[
          ['Length', formatLength(result.durationSamples)],
          ['Size', formatBytes(result.bytes)],
          ['Loudness', integratedLufs === null ? 'silent' : `${integratedLufs.toFixed(1)} LUFS`],
          ['True peak', truePeakDbtp === null ? '–' : `${truePeakDbtp.toFixed(1)} dBTP`],
          ['Chapters', String(result.chapters)],
          ...(result.url ? [] : ([['Saved as', result.path]] as const)),
        ]}
      />
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
