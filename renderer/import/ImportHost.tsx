import {
  createContext,
  type DragEvent,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { desktop } from '#renderer/api/desktop.ts'
import { useApi } from '#renderer/app/services.ts'
import { pickFolder, pickRecordings } from './files.ts'
import { carriesFiles, gatherDrop } from './gather.ts'
import { ImportScreen } from './ImportScreen.tsx'
import { LookingCard } from './LookingCard.tsx'
import { OpenPath } from './OpenPath.tsx'
import { useBring } from './useBring.tsx'
import { useImport } from './useImport.ts'
import { useOpenedPaths } from './useOpenedPaths.ts'

interface Importing {
  /** Lets a person choose files and imports them. */
  readonly chooseAndImport: () => void
  /** Lets a person choose a folder: chunks, or an archive that was unpacked. */
  readonly chooseFolder: () => void
  /** Asks for a path on this machine; null on a desktop, whose dialogs give paths. */
  readonly openPath: (() => void) | null
  readonly importDemo: () => void
}

const ImportContext = createContext<Importing | null>(null)

/** Importing, from wherever it is asked for. */
export function useImporting(): Importing {
  const importing = useContext(ImportContext)
  if (!importing) throw new Error('useImporting outside the app')
  return importing
}

/** Takes what is dropped anywhere or opened from outside; shows imports while they run. */
export function ImportHost({ children }: { readonly children: ReactNode }) {
  const api = useApi()
  const { running, run, cancel } = useImport()
  const { bring, looking, dialog } = useBring(run)
  const [asksPath, setAsksPath] = useState(false)
  const zone = useDropZone((transfer) => void bring(gatherDrop(transfer)))
  useOpenedPaths((paths) => void bring(Promise.resolve({ paths })))

  const importing = useMemo<Importing>(
    () => ({
      chooseAndImport: () => void bring(pickRecordings()),
      chooseFolder: () => void bring(pickFolder()),
      openPath: desktop ? null : () => setAsksPath(true),
      importDemo: () =>
        void run([{ name: 'the demo Space', start: (signal) => api.imports.demo(undefined, { signal }) }]),
    }),
    [api, bring, run],
  )

  return (
    <div className="app-body" {...zone.handlers}>
      <ImportContext value={importing}>
        {running ? <ImportScreen running={running} onCancel={cancel} /> : children}
      </ImportContext>
      {looking && <LookingCard looking={looking} />}
      {dialog}
      {asksPath && (
        <OpenPath
          onOpen={(path) => void bring(Promise.resolve({ paths: [path] }))}
          onClose={() => setAsksPath(false)}
        />
      )}
      {zone.isOver && (
        <div className="drop-overlay">
          Drop to open
          <span className="muted">Recordings, archives, folders of chunks, projects</span>
        </div>
      )}
    </div>
  )
}

/** Drag events of a zone in which elements come and go. */
function useDropZone(onDrop: (transfer: DataTransfer) => void) {
  const [isOver, setOver] = useState(false)
  const depth = useRef(0)

  // A drag that ends outside of the window, or over what is taken away meanwhile, leaves no event here.
  useEffect(() => {
    const end = () => {
      depth.current = 0
      setOver(false)
    }
    window.addEventListener('dragend', end)
    window.addEventListener('drop', end)
    return () => {
      window.removeEventListener('dragend', end)
      window.removeEventListener('drop', end)
    }
  }, [])

  function track(event: DragEvent, change: number) {
    if (!carriesFiles(event)) return
    event.preventDefault()
    depth.current = Math.max(0, depth.current + change)
    setOver(depth.current > 0)
  }

  const handlers = {
    onDragEnter: (event: DragEvent) => track(event, 1),
    onDragOver: (event: DragEvent) => carriesFiles(event) && event.preventDefault(),
    onDragLeave: (event: DragEvent) => track(event, -1),
    onDrop: (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      onDrop(event.dataTransfer)
    },
  }
  return { isOver, handlers }
}
