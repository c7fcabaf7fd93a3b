/** The web host: page, media and API over loopback HTTP and a WebSocket. */
import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { RPCHandler } from '@orpc/server/ws'
import { Hono } from 'hono'
import { WebSocketServer } from 'ws'
import { fail, ok, type Result } from '#core/problem.ts'
import { router } from '#main/api/router.ts'
import { createRequestHandler } from '#main/http/requestHandler.ts'
import type { Services } from '#main/services.ts'
import { Access } from './access.ts'

/** Longest API message: a batch of many commands; documents go out, not in. */
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024

export interface WebHost {
  /** Address to open once; holds the token. */
  readonly url: string
  readonly origin: string
  readonly close: () => Promise<void>
}

/** Starts serving on 127.0.0.1. Problem: `usage` where the port is taken. */
export async function startWebHost(
  services: Services,
  options: { pageFolder: string; port: number },
): Promise<Result<WebHost>> {
  const app = new Hono()
  let access = new Access(options.port)
  app.use(async (context, next) => {
    if (!access.isOurs(context.req.header('host'), context.req.header('origin')))
      return context.text('Not here.', 403)
    const token = context.req.query('token')
    if (token !== undefined) {
      const cookie = access.cookieFor(token)
      if (!cookie) return context.text('That address is not valid any more.', 403)
      // Back to the address without the token, so that it stays out of history and screenshots.
      const url = new URL(context.req.url)
      url.searchParams.delete('token')
      return context.body(null, 302, { 'Set-Cookie': cookie, Location: `${url.pathname}${url.search}` })
    }
    if (!access.isKnown(context.req.header('cookie')))
      return context.text('Open Afterspace with the address that it printed when it started.', 403)
    await next()
  })
  app.route('/', createRequestHandler(services, options.pageFolder))

  const listening = await listen(app, options.port)
  if (!listening.ok) return listening
  const { server, port } = listening.value
  access = new Access(port)
  const sockets = acceptApi(server, services, () => access)
  const origin = `http://127.0.0.1:${port}`
  return ok({
    url: `${origin}/?token=${access.token}`,
    origin,
    close: async () => {
      for (const client of sockets.clients) client.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}

function listen(app: Hono, port: number): Promise<Result<{ server: Server; port: number }>> {
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, (address) =>
      resolve(ok({ server: server as Server, port: address.port })),
    )
    server.on('error', (error: NodeJS.ErrnoException) =>
      resolve(
        error.code === 'EADDRINUSE'
          ? fail('usage', `Port ${port} is in use.`, 'Choose another with --port, or leave it out.')
          : fail('internal', `The web host cannot start: ${error.message}`),
      ),
    )
  })
}

/** Answers API calls on `/api`; a socket that may not come in is refused before it is one. */
function acceptApi(server: Server, services: Services, access: () => Access): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES })
  const handler = new RPCHandler(router)
  server.on('upgrade', (request, socket, head) => {
    // A peer that goes away or talks nonsense ends its own connection, not the host.
    socket.on('error', () => socket.destroy())
    const { host, origin, cookie } = request.headers
    const welcome =
      request.url === '/api' &&
      origin !== undefined &&
      access().isOurs(host, origin) &&
      access().isKnown(cookie)
    if (!welcome) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.on('error', () => client.terminate())
      void handler.upgrade(client, { context: { services } })
    })
  })
  return sockets
}
