import { useMemo, useState } from 'react'
import { goHome } from '#renderer/app/route.ts'
import type { EditorDialog, EditorUi } from '#renderer/commands/command.ts'
import { useEditor } from '#renderer/state/editor.ts'
import { Timeline } from '#renderer/timeline/Timeline.tsx'
import { ProblemToast } from '#renderer/ui/ProblemToast.tsx'
import { EditorDialogs } from './EditorDialogs.tsx'
import { EditorHeader } from './EditorHeader.tsx'
import { LoudnessProvider } from './LoudnessProvider.tsx'
import { MissingBanner } from './MissingBanner.tsx'
import { SidePanel } from './panels/SidePanel.tsx'
import { useSilences } from './silences.ts'
import { Transport } from './Transport.tsx'
import { EditorUiContext } from './uiContext.ts'
import { useDrops } from './useDrops.ts'
import { useDesktopMenu, useKeyboard } from './useKeyboard.ts'
import { useLoudness } from './useLoudness.ts'

/** The editor of one open project. Reads nothing that an edit changes, or each would render all of it again. */
export function EditorScreen({ onReopen }: { readonly onReopen: () => void }) {
  const [dialog, setDialog] = useState<EditorDialog | null>(null)
  const silences = useSilences()
  const ui = useMemo<EditorUi>(() => ({ openDialog: setDialog, goHome, silences }), [silences])
  const title = useEditor((editor) => editor.episode.title)
  useDrops(dialog, setDialog)
  return (
    <EditorUiContext value={ui}>
      <div className="editor-frame">
        <title>{`${title} – Afterspace`}</title>
        <Shortcuts />
        <MissingBanner onFind={() => setDialog({ type: 'relink' })} />
        <LoudnessProvider>
          <div className="editor">
            <EditorHeader />
            <main className="editor-main" aria-label="Timeline">
              <EpisodeTimeline />
            </main>
            <SidePanel />
            <Transport />
          </div>
        </LoudnessProvider>
      </div>
      <EditorNotices />
      <EditorDialogs dialog={dialog} onClose={() => setDialog(null)} onReopen={onReopen} />
    </EditorUiContext>
  )
}

function EpisodeTimeline() {
  const loudness = useLoudness()
  const placeRead = useEditor((editor) => editor.placeRead)
  return (
    <Timeline
      onDropRead={(readId, at) => void placeRead(readId, { at })}
      previewGainDb={loudness?.gainDb ?? 0}
    />
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
