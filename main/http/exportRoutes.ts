/** Exports that a browser window asked for: kept in the library until they are fetched or the host ends. */
import { createReadStream, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { Hono } from 'hono'
import type { Services } from '#main/services.ts'

/** Where the file of a kept export lies below the library, and below the host's origin. */
export function keptExportUrl(folderName: string, fileName: string): string {
  return `/media/exports/${folderName}/${encodeURIComponent(fileName)}`
}

export function exportRoutes({ library }: Services): Hono {
  return new Hono().get('/exports/:folder/:name', (context) => {
    const path = join(
      library.path,
      'exports',
      basename(context.req.param('folder')),
      basename(context.req.param('name')),
    )
    try {
      const { size } = statSync(path)
      return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream, {
        headers: {
          'Content-Type': 'application/octet-stream',
          'Content-Length': String(size),
          'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(basename(path))}`,
        },
      })
    } catch {
      return context.notFound()
    }
  })
}
