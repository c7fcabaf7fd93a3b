import { useMemo, useRef, useState } from 'react'
import { goHome } from '#renderer/app/route.ts'
import type { EditorUi } from '#renderer/commands/command.ts'
import { ExportDialog } from '#renderer/export/ExportDialog.tsx'
import { useEditor } from '#renderer/state/editor.ts'
import { Timeline } from '#renderer/timeline/Timeline.tsx'
import { ProblemToast } from '#renderer/ui/ProblemToast.tsx'
import { EditorHeader } from './EditorHeader.tsx'
import { MissingBanner } from './MissingBanner.tsx'
import { SidePanel } from './panels/SidePanel.tsx'
import { ShortcutsDialog } from './ShortcutsDialog.tsx'
import { type Silence, useSilences } from './silences.ts'
import { Transport } from './Transport.tsx'
import { EditorUiContext } from './uiContext.ts'
import { useDesktopMenu, useKeyboard } from './useKeyboard.ts'
import { useLoudness } from './useLoudness.ts'

/** The editor of one open project. */
export function EditorScreen() {
  const [dialog, setDialog] = useState<'export' | 'shortcuts' | null>(null)
  const silences = useRef<readonly Silence[]>([])
  const ui = useMemo<EditorUi>(
    () => ({
      openExport: () => setDialog('export'),
      openShortcuts: () => setDialog('shortcuts'),
      goHome,
      silences: () => silences.current,
    }),
    [],
  )
  silences.current = useSilences()
  const loudness = useLoudness()
  const title = useEditor((editor) => editor.episode.title)
  const placeRead = useEditor((editor) => editor.placeRead)
  return (
    <EditorUiContext value={ui}>
      <div className="editor-frame">
        <title>{`${title} – Afterspace`}</title>
        <Shortcuts />
        <MissingBanner />
        <div className="editor">
          <EditorHeader />
          <main className="editor-main" aria-label="Timeline">
            <Timeline
              onDropRead={(readId, at) => void placeRead(readId, { at })}
              previewGainDb={loudness?.gainDb ?? 0}
            />
          </main>
          <SidePanel />
          <Transport loudness={loudness} />
        </div>
      </div>
      <EditorNotices />
      {dialog === 'export' && <ExportDialog onClose={() => setDialog(null)} />}
      {dialog === 'shortcuts' && <ShortcutsDialog onClose={() => setDialog(null)} />}
    </EditorUiContext>
  )
}

function Shortcuts() {
  useKeyboard()
  useDesktopMenu()
  return null
}

function EditorNotices() {
  const problem = useEditor((editor) => editor.problem)
  const showProblem = useEditor((editor) => editor.showProblem)
  const announcement = useEditor((editor) => editor.announcement)
  const close = useMemo(() => () => showProblem(null), [showProblem])
  return (
    <>
      <div className="visually-hidden" role="status">
        {announcement}
      </div>
      {problem && <ProblemToast problem={problem} onClose={close} />}
    </>
  )
}
