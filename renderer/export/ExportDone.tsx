import type { ExportEvent } from '#core/contract/contract.ts'
import { formatLength } from '#core/time/timecode.ts'
import { Facts } from '#renderer/editor/panels/Facts.tsx'
import { nameOf } from '#renderer/import/waysIn.ts'
import { FileReady } from './FileReady.tsx'
import { formatBytes } from './formats.ts'

type Exported = Extract<ExportEvent, { type: 'done' }>

/** The finished file: where it is and what was measured. */
export function ExportDone({ result }: { readonly result: Exported }) {
  const { path, url } = result
  const { integratedLufs, truePeakDbtp } = result.loudness
  return (
    <FileReady title="Your episode is ready" note={nameOf(path)} path={path} url={url}>
      <Facts
        facts={[
          ['Length', formatLength(result.durationSamples)],
          ['Size', formatBytes(result.bytes)],
          ['Loudness', integratedLufs === null ? 'silent' : `${integratedLufs.toFixed(1)} LUFS`],
          ['True peak', truePeakDbtp === null ? '–' : `${truePeakDbtp.toFixed(1)} dBTP`],
          ['Chapters', String(result.chapters)],
          ...(url ? [] : ([['Saved as', path]] as const)),
        ]}
      />
    </FileReady>
  )
}
