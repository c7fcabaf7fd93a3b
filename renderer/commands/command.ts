/** What a person can do in the editor: one record feeds keys, buttons, tooltips, the help and the desktop's menu. */
import type { Brought } from '#core/contract/imports.ts'
import type { Editor, Player } from '#renderer/state/editor.ts'

/** What a dialog is about: a file that is here already, or none yet. */
type About = Pick<Brought, 'path' | 'name'>

/** The dialogs of the editor. Those that take files are given what was dropped; else they ask for one. */
export type EditorDialog =
  | { readonly type: 'export' | 'exportSpeech' | 'pack' | 'relink' | 'silence' | 'shortcuts' }
  | { readonly type: 'importSpeech' | 'addRecording'; readonly brought?: readonly About[] }

/** What commands reach besides the document. */
export interface EditorUi {
  openDialog(dialog: EditorDialog): void
  goHome(): void
  /** Stretches of silence on the timeline, in order; empty until they are known. */
  silences(): readonly { readonly from: number; readonly to: number }[]
}

export interface CommandContext {
  readonly editor: Editor
  readonly player: Player
  readonly ui: EditorUi
}

export interface Command {
  readonly id: string
  readonly menu: 'File' | 'Edit' | 'View' | 'Play'
  /** Its name where nothing is known of the editor, as in the help; absent where `label` says the same. */
  readonly name?: string
  /** What it would do now. */
  readonly label: (editor: Editor) => string
  /** As `Mod+Shift+Z`, `Space`, `ArrowLeft`, `[`; the first is shown. */
  readonly keys: readonly string[]
  readonly enabled: (editor: Editor) => boolean
  readonly run: (context: CommandContext) => void
}
