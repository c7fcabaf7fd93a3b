import type { EditorDialog } from '#renderer/commands/command.ts'
import { ExportDialog } from '#renderer/export/ExportDialog.tsx'
import { PackDialog } from '#renderer/export/PackDialog.tsx'
import { SpeechExportDialog } from '#renderer/export/SpeechExportDialog.tsx'
import { RelinkDialog } from '#renderer/relink/RelinkDialog.tsx'
import { useEditorStore } from '#renderer/state/editor.ts'
import { AddRecordingDialog } from './recordings/AddRecordingDialog.tsx'
import { SilenceDialog } from './recordings/SilenceDialog.tsx'
import { ShortcutsDialog } from './ShortcutsDialog.tsx'
import { SpeechImportDialog } from './speechImport/SpeechImportDialog.tsx'

interface EditorDialogsProps {
  readonly dialog: EditorDialog | null
  readonly onClose: () => void
  readonly onReopen: () => void
}

/** The dialog that is open over the editor. */
export function EditorDialogs({ dialog, onClose, onReopen }: EditorDialogsProps) {
  const { projectId, episode, settled } = useEditorStore().getState()
  switch (dialog?.type) {
    case undefined:
      return null
    case 'export':
      return <ExportDialog onClose={onClose} />
    case 'exportSpeech':
      return <SpeechExportDialog onClose={onClose} />
    case 'importSpeech':
      return <SpeechImportDialog key={pathsOf(dialog)} files={dialog.brought} onClose={onClose} />
    case 'addRecording':
      return <AddRecordingDialog brought={dialog.brought} onClose={onClose} />
    case 'silence':
      return <SilenceDialog onClose={onClose} />
    case 'pack':
      return <PackDialog projectId={projectId} title={episode.title} settled={settled} onClose={onClose} />
    case 'relink':
      return <RelinkDialog projectId={projectId} settled={settled} onClose={onClose} onFound={onReopen} />
    case 'shortcuts':
      return <ShortcutsDialog onClose={onClose} />
  }
}

/** Another drop is another dialog. */
function pathsOf({ brought }: Extract<EditorDialog, { brought?: unknown }>): string {
  return (brought ?? []).map(({ path }) => path).join('\n')
}
