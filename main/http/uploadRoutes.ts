/**
 * Files that a browser window cannot name by path: dropped or picked there, they are streamed into the library.
 */
import { randomUUID } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Context, Hono } from 'hono'
import { safeFileName } from '#core/formats/fileName.ts'
import { fail, ok, type Result, toProblem } from '#core/problem.ts'
import { databaseProblem } from '#main/library/database.ts'
import type { Library } from '#main/library/library.ts'
import type { Services } from '#main/services.ts'
import { problemResponse } from './mediaRoutes.ts'

const BATCH = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
/** An account archive that was unpacked has its files three folders deep. */
const MOST_FOLDERS = 8

/**
 * `POST /uploads?name=talk.ts`: into a folder of its own. With `batch=<uuid>` all files of a batch land in one folder
 * and `name` may be `chunks/chunk_1.aac`: what was dropped together lies together. The answer's `path` is where the
 * file is, `top` what it belongs to in its folder: the file, or the folder that was dropped.
 */
export function uploadRoutes({ library }: Services): Hono {
  return new Hono().post('/uploads', async (context) => {
    const { batch, name = '' } = context.req.query()
    if (batch === undefined) {
      const plain = safeFileName(basename(name.replaceAll('\\', '/')), 'recording')
      return receive(context, library, randomUUID(), [plain])
    }
    const parts = BATCH.test(batch) ? partsOf(name) : fail('usage', 'A batch is named by a UUID.')
    return parts.ok ? receive(context, library, batch, parts.value) : problemResponse(context, parts.error)
  })
}

/** Folders and name of a file in its batch. Fails with `usage` for what does not lie below it. */
function partsOf(name: string): Result<string[]> {
  const parts = name.split('/')
  const isBelow = parts.length <= MOST_FOLDERS && parts.every((part) => part !== '' && !/^\.\.?$/.test(part))
  if (!isBelow || name.includes('\\') || name.includes('\0'))
    return fail('usage', `“${name}” is not a name below the folder of an upload.`)
  return ok(parts.map((part) => safeFileName(part, 'recording')))
}

/** Streams into a folder of work under way, and moves the file when it is whole. */
async function receive(context: Context, library: Library, folderName: string, parts: readonly string[]) {
  const { body } = context.req.raw
  if (!body) return context.text('Which file?', 400)
  const work = library.workFolder('uploads', randomUUID())
  try {
    await mkdir(work, { recursive: true })
    const part = join(work, 'part')
    await pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(part))
    const folder = join(library.path, 'uploads', folderName)
    const path = freePath(join(folder, ...parts))
    await mkdir(dirname(path), { recursive: true })
    await rename(part, path)
    return context.json({ path, top: parts.length > 1 ? join(folder, parts[0]!) : path })
  } catch (error) {
    return problemResponse(context, uploadProblem(error, library.path))
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** Two files of one name may be dropped together; the later is called `talk 2.ts`. */
function freePath(path: string): string {
  if (!existsSync(path)) return path
  const ending = extname(path)
  const stem = path.slice(0, path.length - ending.length)
  for (let number = 2; ; number++) {
    const other = `${stem} ${number}${ending}`
    if (!existsSync(other)) return other
  }
}

function uploadProblem(error: unknown, path: string) {
  try {
    const result = databaseProblem(error, path)
    return result.ok ? toProblem(error) : result.error
  } catch {
    return toProblem(error)
  }
}
