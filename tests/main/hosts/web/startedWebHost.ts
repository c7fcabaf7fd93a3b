/** A web host on a real port, a browser's part played by fetch, `node:http` and `ws`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { contract } from '#core/contract/contract.ts'
import { unwrap } from '#core/problem.ts'
import { startWebHost, type WebHost } from '#main/hosts/web/server.ts'
import { createServices, type Services } from '#main/services.ts'
import { tempFolder } from '../../../support/library.ts'

export type Client = ContractRouterClient<typeof contract>

export interface Started {
  readonly services: Services
  readonly host: WebHost
  readonly cookie: string
  /** fetch with the session's cookie. */
  get(path: string, init?: RequestInit): Promise<Response>
  /** A request as it stands: nothing is normalised on the way. */
  raw(path: string, headers?: Record<string, string>, method?: string): Promise<Answer>
  connect(headers?: Record<string, string>): Promise<{ api: Client; socket: WebSocket }>
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export async function startedWebHost(library = join(tempFolder(), 'library')): Promise<Started> {
  const pageFolder = join(tempFolder(), 'page')
  mkdirSync(join(pageFolder, 'assets'), { recursive: true })
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>Afterspace</title>')
  writeFileSync(join(pageFolder, 'assets', 'app-1234.js'), 'export {}')
  writeFileSync(join(pageFolder, '..', 'secret.txt'), 'secret')
  const services = unwrap(createServices({ libraryPath: library, host: 'web' }))
  const host = unwrap(await startWebHost(services, { pageFolder, port: 0 }))
  const close = async () => {
    await host.close()
    await services.close()
  }
  onTestFinished(close)
  const welcome = await fetch(host.url, { redirect: 'manual' })
  const cookie = welcome.headers.getSetCookie()[0]!.split(';')[0]!
  return {
    services,
    host,
    cookie,
    get: (path, init = {}) =>
      fetch(`${host.origin}${path}`, { ...init, headers: { ...init.headers, cookie }, redirect: 'manual' }),
    raw: (path, headers = { cookie }, method = 'GET') => rawRequest(host.origin, path, headers, method),
    connect: async (headers = { cookie, origin: host.origin }) => {
      const socket = new WebSocket(`${host.origin.replace('http', 'ws')}/api`, { headers })
      onTestFinished(() => socket.terminate())
      await new Promise((resolve, reject) => {
        socket.once('open', resolve)
        socket.once('error', reject)
        socket.once('unexpected-response', (_request, response) =>
          reject(new Error(`status ${response.statusCode}`)),
        )
      })
      const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket })
      return { api: createORPCClient(link), socket }
    },
  }
}

function rawRequest(
  origin: string,
  path: string,
  headers: Record<string, string>,
  method: string,
): Promise<Answer> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, method, headers, agent: false }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (text) => {
        body += text
      })
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }))
    })
    request.on('error', reject)
    request.end()
  })
}
