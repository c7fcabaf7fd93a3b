/** Who may talk to the host: the page itself, not a frame in it nor a page from elsewhere. */
import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import { isPage } from './origin.ts'

type Sender = Pick<IpcMainEvent | IpcMainInvokeEvent, 'senderFrame'>

/** Whether a message comes from the page's top frame. */
export function isFromPage({ senderFrame }: Sender): boolean {
  return senderFrame !== null && senderFrame.parent === null && isPage(senderFrame.url)
}
