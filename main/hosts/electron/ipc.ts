/** Messages of the preload, taken from the page only. */
import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from 'electron'
import { isFromPage } from './senders.ts'

/** Listens to a message; one from anywhere but the page is dropped. */
export function onMessage(
  channel: string,
  listener: (event: IpcMainEvent, ...args: unknown[]) => void,
): void {
  ipcMain.on(channel, (event, ...args: unknown[]) => {
    if (isFromPage(event)) listener(event, ...args)
  })
}

/** Answers a question; one from anywhere but the page is refused. */
export function onQuestion<Answer>(
  channel: string,
  answer: (event: IpcMainInvokeEvent, ...args: unknown[]) => Promise<Answer>,
): void {
  ipcMain.handle(channel, (event, ...args: unknown[]) => {
    if (!isFromPage(event)) throw new Error('Only the page may ask this.')
    return answer(event, ...args)
  })
}
