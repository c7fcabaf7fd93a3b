/** Tags, chapters and cover of an exported file, as inputs for ffmpeg. */
import { rm, writeFile } from 'node:fs/promises'
import type { ExportFormat } from '#core/contract/contract.ts'
import type { Episode } from '#core/episode/schema.ts'
import { type Chapter, chapterComments } from '#core/formats/chapters.ts'
import { writeFfmetadata } from '#core/formats/ffmetadata.ts'
import type { EncodeInput } from '#main/media/ffmpeg/encode.ts'
import { coverWay, FORMATS } from './formats.ts'

/** A picture: JPEG or PNG. */
export interface Cover {
  readonly mime: string
  readonly image: Uint8Array
}

export interface TagInputs {
  /** Inputs after the sound, which is input 0. */
  readonly inputs: readonly EncodeInput[]
  /** Output options that take tags, chapters and cover from them. */
  readonly outputOptions: readonly string[]
  /** Removes the files behind the inputs. */
  readonly remove: () => Promise<void>
}

/** The tags of an episode under ffmpeg's names. */
export function episodeTags(episode: Pick<Episode, 'title' | 'details'>): Record<string, string> {
  const { artist, show, description } = episode.details
  return {
    title: episode.title,
    artist,
    album_artist: artist,
    album: show,
    genre: 'Podcast',
    comment: description,
    description,
  }
}

/** Writes what ffmpeg needs beside `basePath` (hidden files of ours). Throws errors of the file system. */
export async function writeTagInputs(
  format: ExportFormat,
  basePath: string,
  tags: Readonly<Record<string, string>>,
  chapters: readonly Chapter[],
  cover: Cover | null,
): Promise<TagInputs> {
  const way = coverWay(format, cover)
  const metadataPath = `${basePath}.tags`
  const coverPath = `${basePath}.cover`
  const picture: Record<string, string> =
    way === 'comment' ? { METADATA_BLOCK_PICTURE: pictureBlock(cover!).toString('base64') } : {}
  // ffmpeg's muxer of FLAC knows no chapters, and that of Ogg rounds their seconds up from half on, which makes such
  // chapters a second late. Both hand comments on.
  const asComments = format === 'flac' || format === 'opus'
  const comments = asComments ? chapterComments(chapters) : {}
  await writeFile(
    metadataPath,
    writeFfmetadata({ ...tags, ...picture, ...comments }, asComments ? [] : chapters),
  )
  if (way === 'stream') await writeFile(coverPath, cover!.image)
  const demuxer = cover?.mime === 'image/png' ? 'png_pipe' : 'jpeg_pipe'
  return {
    inputs: [
      { source: metadataPath, options: ['-f', 'ffmetadata'] },
      ...(way === 'stream' ? [{ source: coverPath, options: ['-f', demuxer] }] : []),
    ],
    outputOptions: [
      ...['-map', '0:a:0'],
      ...(way === 'stream' ? ['-map', '2:v:0', '-c:v', 'copy', '-disposition:v:0', 'attached_pic'] : []),
      ...(way === 'stream' ? ['-metadata:s:v:0', 'comment=Cover (front)'] : []),
      ...['-map_metadata', '1', '-map_chapters', asComments ? '-1' : '1'],
      ...FORMATS[format].options,
    ],
    remove: async () => {
      await Promise.all([rm(metadataPath, { force: true }), rm(coverPath, { force: true })])
    },
  }
}

/** FLAC's picture block (RFC 9639, 8.8), which Ogg carries as a comment; the sizes are left for the image to say. */
function pictureBlock({ mime, image }: Cover): Buffer {
  const head = Buffer.alloc(8 + mime.length + 24)
  head.writeUInt32BE(3, 0)
  head.writeUInt32BE(mime.length, 4)
  head.write(mime, 8, 'latin1')
  head.writeUInt32BE(image.length, head.length - 4)
  return Buffer.concat([head, image])
}
