/** Problems without which there is no editor. */
import { app, dialog } from 'electron'
import type { Problem } from '#core/problem.ts'

/** Says what is wrong and how to go on, then ends. Also on the terminal, for whoever started it there. */
export function stopWith({ message, hint }: Problem): void {
  const text = hint ? `${message}\n\n${hint}` : message
  console.error(text)
  dialog.showErrorBox('Afterspace cannot start', text)
  app.exit(1)
}
