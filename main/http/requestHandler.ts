/**
 * One `Request -> Response` handler for the page and its media. The web host serves it over loopback HTTP, the
 * Electron host through `protocol.handle`; both use it as it is.
 */
import { Hono } from 'hono'
import type { Services } from '#main/services.ts'
import { exportRoutes } from './exportRoutes.ts'
import { mediaRoutes } from './mediaRoutes.ts'
import { pageRoutes } from './pageRoutes.ts'
import { thumbnailRoutes } from './thumbnailRoutes.ts'
import { uploadRoutes } from './uploadRoutes.ts'

/** Answers every request of the window but the API's. Never throws: what goes wrong is a 500 without details. */
export function createRequestHandler(services: Services, pageFolder: string): Hono {
  const app = new Hono()
  app.route('/media', mediaRoutes(services))
  app.route('/media', thumbnailRoutes(services))
  app.route('/media', uploadRoutes(services))
  app.route('/media', exportRoutes(services))
  app.route('/', pageRoutes(pageFolder))
  app.onError((_error, context) => context.text('Something went wrong inside Afterspace.', 500))
  return app
}
