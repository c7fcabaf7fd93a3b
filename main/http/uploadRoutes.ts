/**
 * Files that a browser window cannot name by path: dropped or picked there, they are streamed into the library.
 */
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Hono } from 'hono'
import { safeFileName } from '#core/formats/fileName.ts'
import { toProblem } from '#core/problem.ts'
import { databaseProblem } from '#main/library/database.ts'
import type { Services } from '#main/services.ts'
import { problemResponse } from './mediaRoutes.ts'

export function uploadRoutes({ library }: Services): Hono {
  return new Hono().post('/uploads', async (context) => {
    const name = safeFileName(basename((context.req.query('name') ?? '').replaceAll('\\', '/')), 'recording')
    const body = context.req.raw.body
    if (!body) return context.text('Which file?', 400)
    const id = randomUUID()
    const work = library.workFolder('uploads', id)
    try {
      await mkdir(work, { recursive: true })
      await pipeline(
        Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]),
        createWriteStream(join(work, name)),
      )
      const folder = join(library.path, 'uploads', id)
      await rename(work, folder)
      return context.json({ path: join(folder, name) })
    } catch (error) {
      await rm(work, { recursive: true, force: true })
      return problemResponse(context, uploadProblem(error, library.path))
    }
  })
}

function uploadProblem(error: unknown, path: string) {
  try {
    const result = databaseProblem(error, path)
    return result.ok ? toProblem(error) : result.error
  } catch {
    return toProblem(error)
  }
}
