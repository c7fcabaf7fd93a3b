/** Cover images: small pictures, kept in the database. */
import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { fail, ok, type Result } from '#core/problem.ts'
import type { Library } from './library.ts'

/** Podcast directories ask for at most 3000 x 3000; a JPEG of that size stays below this. */
export const MAX_COVER_BYTES = 10 * 1024 * 1024

/** Takes a JPEG or PNG into the library; its id names its content. Problems: `unreadable`, `unsupported`. */
export function addCover(library: Library, path: string): Result<{ coverId: string }> {
  let image: Buffer
  try {
    if (statSync(path).size > MAX_COVER_BYTES)
      return fail(
        'unsupported',
        'The picture is larger than 10 MB.',
        'Save it as a JPEG of at most 3000 x 3000 pixels.',
      )
    image = readFileSync(path)
  } catch {
    return fail('unreadable', `The picture ${path} cannot be read.`, 'Check that it is still there.')
  }
  const mime = imageType(image)
  if (!mime)
    return fail('unsupported', 'That file is neither a JPEG nor a PNG picture.', 'Choose a JPEG or PNG.')
  const coverId = coverIdOf(image)
  return library.write(() => {
    library.covers.insert(coverId, { mime, image })
    return ok({ coverId })
  })
}

/** The id of a cover: it names the content. */
export function coverIdOf(image: Uint8Array): string {
  return createHash('sha256').update(image).digest('hex').slice(0, 24)
}

/** The media type of a picture by its first bytes; undefined for what is no JPEG or PNG. */
export function imageType(image: Buffer): string | undefined {
  if (image.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg'
  if (image.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])))
    return 'image/png'
  return undefined
}
