/** Exports that a browser window asked for: kept in the library until the host ends. */
import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { Hono } from 'hono'
import { WORK_FOLDER } from '#main/library/library.ts'
import type { Services } from '#main/services.ts'

/** Where the file of a kept export lies below the library, and below the host's origin. */
export function keptExportUrl(folderName: string, fileName: string): string {
  return `/media/exports/${folderName}/${encodeURIComponent(fileName)}`
}

export function exportRoutes({ library }: Services): Hono {
  return new Hono().get('/exports/:folder/:name', async (context) => {
    const { folder, name } = context.req.param()
    if (!WORK_FOLDER.test(folder) || basename(folder) !== folder || basename(name) !== name)
      return context.notFound()
    const file = await open(join(library.path, 'exports', folder, name)).catch(() => undefined)
    if (!file) return context.notFound()
    const { size } = await file.stat()
    return new Response(Readable.toWeb(file.createReadStream()) as ReadableStream, {
      headers: {
        'Content-Type': 'application/octet-stream',
        'Content-Length': String(size),
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        'X-Content-Type-Options': 'nosniff',
      },
    })
  })
}
