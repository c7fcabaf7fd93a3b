import {
  ArrowLeft,
  Bookmark,
  Captions,
  Check,
  CircleHelp,
  CloudUpload,
  FileAudio,
  MoveHorizontal,
  Package,
  Plus,
  Redo2,
  Undo2,
  Upload,
} from 'lucide-react'
import { ThemeSwitch } from '#renderer/home/ThemeSwitch.tsx'
import { useEditor } from '#renderer/state/editor.ts'
import { InlineEdit } from '#renderer/ui/InlineEdit.tsx'
import { CommandButton } from './CommandButton.tsx'
import { CommandMenu } from './CommandMenu.tsx'
import { useRunCommand } from './uiContext.ts'

const ADDING = [
  ['file.addRecording', FileAudio],
  ['file.importSpeech', Captions],
  ['edit.silence', MoveHorizontal],
  ['edit.marker', Bookmark],
] as const

const EXPORTING = [
  ['file.export', Upload],
  ['file.exportSpeech', Captions],
  ['file.pack', Package],
] as const

/** Title, what is saved, undo and redo, and the way out. */
export function EditorHeader() {
  const title = useEditor((editor) => editor.episode.title)
  const runEdit = useEditor((editor) => editor.run)
  const run = useRunCommand()
  return (
    <header className="editor-head">
      <CommandButton id="file.home" icon={ArrowLeft} />
      <h1 className="editor-title">
        <InlineEdit
          label="Title"
          value={title}
          onChange={(changed) => runEdit({ type: 'setDetails', title: changed })}
        />
      </h1>
      <SavedState />
      <span className="grow" />
      <CommandButton id="edit.undo" icon={Undo2} />
      <CommandButton id="edit.redo" icon={Redo2} />
      <span className="divider" />
      <CommandButton id="view.shortcuts" icon={CircleHelp} />
      <ThemeSwitch />
      <CommandMenu label="Add to the episode" className="button add-menu" commands={ADDING}>
        <Plus aria-hidden /> Add
      </CommandMenu>
      <div className="split-button">
        <button type="button" className="button primary" onClick={() => run('file.export')}>
          <Upload aria-hidden /> Export
        </button>
        <CommandMenu label="More to export" className="button primary" commands={EXPORTING} />
      </div>
    </header>
  )
}

function SavedState() {
  const isSaving = useEditor((editor) => editor.saving > 0 || editor.waiting)
  return (
    <span className="saved muted">
      {isSaving ? <CloudUpload aria-hidden /> : <Check aria-hidden />}
      {isSaving ? 'Saving…' : 'All changes saved'}
    </span>
  )
}
