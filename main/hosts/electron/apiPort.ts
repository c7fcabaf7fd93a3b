/** The API over a MessagePort: the page asks, and gets one end of a channel. */
import { RPCHandler } from '@orpc/server/message-port'
import { MessageChannelMain, type MessagePortMain } from 'electron'
import { TO_HOST, TO_PRELOAD } from '#core/contract/desktopChannels.ts'
import type { ApiContext } from '#main/api/implement.ts'
import { router } from '#main/api/router.ts'
import type { Services } from '#main/services.ts'
import { onMessage } from './ipc.ts'
import { countedEvents, type RunningWork, workKind } from './work.ts'

/** Hands a port to whatever page of ours asks; a page that is loaded anew gets a new one, the old one is closed. */
export function setUpApiPort(services: Services, work: RunningWork): void {
  const handler = createHandler(work)
  let current: MessagePortMain | undefined
  onMessage(TO_HOST.requestPort, (event) => {
    const { port1, port2 } = new MessageChannelMain()
    current?.close()
    current = port1
    handler.upgrade(port1, { context: { services } })
    port1.start()
    event.senderFrame?.postMessage(TO_PRELOAD.port, null, [port2])
  })
}

function createHandler(work: RunningWork): RPCHandler<ApiContext> {
  return new RPCHandler(router, {
    clientInterceptors: [
      async ({ path, next }) => {
        const kind = workKind(path)
        const output = await next()
        return kind && isEvents(output) ? countedEvents(output, work.begin(kind)) : output
      },
    ],
  })
}

function isEvents(output: unknown): output is AsyncIteratorObject<unknown, unknown, undefined> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output
}
