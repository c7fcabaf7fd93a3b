/**
 * The way to the API: a MessagePort where the desktop hands one over, else a WebSocket that comes back by itself.
 */
import { type ClientContext, type ClientLink, createORPCClient } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { contract } from '#core/contract/contract.ts'
import { DESKTOP_PORT_MESSAGE } from '#core/contract/desktop.ts'
import { desktop } from './desktop.ts'

export type Api = ContractRouterClient<typeof contract>
type Link = ClientLink<ClientContext>

export type ConnectionState = 'connecting' | 'open' | 'lost'

export interface Connection {
  readonly api: Api
  readonly state: StoreApi<{ status: ConnectionState }>
  close(): void
}

const FIRST_RETRY_MS = 300
const LONGEST_RETRY_MS = 5_000

/** Connects to the host that served this page. */
export function connect(): Connection {
  return desktop ? connectPort() : connectSocket(socketAddress(location.href))
}

/** Address of the API's WebSocket for a page's address. */
export function socketAddress(pageAddress: string): string {
  const address = new URL('/api', pageAddress)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  return address.href
}

/** A connection over a WebSocket; after a loss it tries again, ever more calmly. */
export function connectSocket(address: string): Connection {
  const state = createStore<{ status: ConnectionState }>(() => ({ status: 'connecting' }))
  let retryMs = FIRST_RETRY_MS
  let timer: ReturnType<typeof setTimeout> | undefined
  let closed = false
  let socket: WebSocket
  let link: Link

  function open() {
    socket = new WebSocket(address)
    link = new SocketLink({ websocket: forgiving(socket) })
    socket.addEventListener('open', () => {
      retryMs = FIRST_RETRY_MS
      state.setState({ status: 'open' })
    })
    socket.addEventListener('close', () => {
      if (closed) return
      state.setState({ status: 'lost' })
      timer = setTimeout(open, retryMs)
      retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2)
    })
  }

  open()
  const current: Link = {
    async call(path, input, options) {
      if (socket.readyState > WebSocket.OPEN) throw new Error('There is no connection.')
      return link.call(path, input, options)
    },
  }
  return {
    api: createORPCClient<Api>(current),
    state,
    close() {
      closed = true
      clearTimeout(timer)
      socket.close()
    },
  }
}

type LinkSocket = ConstructorParameters<typeof SocketLink>[0]['websocket']

/**
 * The socket as the link sees it. The link cancels calls by sending, also after the socket has closed, and lets
 * the refusal go unhandled; to a closed socket there is nothing left to say.
 */
function forgiving(socket: WebSocket): LinkSocket {
  return {
    get readyState() {
      return socket.readyState === WebSocket.CONNECTING ? WebSocket.CONNECTING : WebSocket.OPEN
    },
    addEventListener: socket.addEventListener.bind(socket),
    removeEventListener: socket.removeEventListener.bind(socket),
    send(data) {
      if (socket.readyState === WebSocket.OPEN) socket.send(data)
    },
  }
}

/** A connection over the MessagePort that the preload hands over. */
function connectPort(): Connection {
  const state = createStore<{ status: ConnectionState }>(() => ({ status: 'connecting' }))
  let port: MessagePort | undefined
  const ready = new Promise<Link>((resolve) => {
    const listen = (event: MessageEvent) => {
      const [handed] = event.ports
      if (event.source !== window || event.data !== DESKTOP_PORT_MESSAGE || !handed) return
      window.removeEventListener('message', listen)
      port = handed
      const link: Link = new PortLink({ port: handed })
      handed.start()
      state.setState({ status: 'open' })
      resolve(link)
    }
    window.addEventListener('message', listen)
    desktop?.requestPort()
  })
  const link: Link = { call: async (path, input, options) => (await ready).call(path, input, options) }
  return { api: createORPCClient<Api>(link), state, close: () => port?.close() }
}
