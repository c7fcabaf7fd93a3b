/** What a person can do in the editor: one record feeds keys, buttons, tooltips, the help and the desktop's menu. */
import type { Editor, Player } from '#renderer/state/editor.ts'

/** What commands reach besides the document. */
export interface EditorUi {
  openExport(): void
  openShortcuts(): void
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
