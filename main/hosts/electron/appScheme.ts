/** The scheme that page and media come over: the request handler that the web host serves, and nothing else. */
import { protocol } from 'electron'
import { pageFolder } from '#main/assets.ts'
import { createRequestHandler } from '#main/http/requestHandler.ts'
import type { Services } from '#main/services.ts'
import { APP_SCHEME, isOurs } from './origin.ts'

/** Makes the scheme a proper origin with fetch and seekable media. Only possible before the app is ready. */
export function setUpAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
    },
  ])
}

/** Answers the scheme's requests. Ranges are answered by the handler's own 206. */
export function setUpAppProtocol(services: Services, folder = pageFolder()): void {
  const pages = createRequestHandler(services, folder)
  protocol.handle(APP_SCHEME, (request) =>
    isOurs(request.url) ? pages.fetch(request) : new Response('Not here.', { status: 404 }),
  )
}
