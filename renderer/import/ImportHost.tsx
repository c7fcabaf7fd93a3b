import { createContext, type DragEvent, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import { desktop } from '#renderer/api/desktop.ts'
import { showProblem } from '#renderer/app/notices.ts'
import { useApi } from '#renderer/app/services.ts'
import { problemOfAny } from '#renderer/app/useWork.ts'
import { offerDrop } from './dropHandlers.ts'
import { droppedFile, pathOf } from './files.ts'
import { ImportScreen } from './ImportScreen.tsx'
import { useAudioPicker } from './useAudioPicker.tsx'
import { useImport } from './useImport.ts'

interface Importing {
  /** Lets a person choose a recording and imports it. */
  readonly chooseAndImport: () => void
  readonly importDemo: () => void
}

const ImportContext = createContext<Importing | null>(null)

/** Importing, from wherever it is asked for. */
export function useImporting(): Importing {
  const importing = useContext(ImportContext)
  if (!importing) throw new Error('useImporting outside the app')
  return importing
}

/** Takes files that are dropped anywhere or opened from outside; shows the import while it runs. */
export function ImportHost({ children }: { readonly children: ReactNode }) {
  const api = useApi()
  const { running, importFile, importDemo, cancel } = useImport()
  const [over, setOver] = useState(false)
  const depth = useRef(0)

  useEffect(
    () => desktop?.onOpenPath((path) => void importFile({ path, name: path.split(/[\\/]/).at(-1) ?? path })),
    [importFile],
  )

  const picker = useAudioPicker((picked) => void importFile(picked))

  function track(event: DragEvent, change: number) {
    if (!carriesFiles(event)) return
    event.preventDefault()
    depth.current = Math.max(0, depth.current + change)
    setOver(depth.current > 0)
  }

  function drop(event: DragEvent) {
    if (!carriesFiles(event)) return
    event.preventDefault()
    depth.current = 0
    setOver(false)
    void take([...event.dataTransfer.files])
  }

  /** The open screen is asked first; what it does not want becomes a new episode. */
  async function take(files: readonly File[]) {
    try {
      const paths = await Promise.all(files.map((file) => pathOf(droppedFile(file))))
      const brought = await api.imports.inspect({ paths })
      if (!offerDrop(brought) && brought[0]) await importFile(brought[0])
    } catch (thrown) {
      showProblem(problemOfAny(thrown))
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a drop zone; the import button is the way by keyboard
    <div
      className="app-body"
      onDragEnter={(event) => track(event, 1)}
      onDragOver={(event) => carriesFiles(event) && event.preventDefault()}
      onDragLeave={(event) => track(event, -1)}
      onDrop={drop}
    >
      <ImportContext value={{ chooseAndImport: picker.open, importDemo: () => void importDemo() }}>
        {running ? <ImportScreen running={running} onCancel={cancel} /> : children}
      </ImportContext>
      {picker.field}
      {over && <div className="drop-overlay">Drop the recording to import it</div>}
    </div>
  )
}

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes('Files')
}
