/**
 * HLS media playlists (RFC 8216), as far as they list chunks that lie beside them. Nothing here or elsewhere fetches
 * what a playlist names: of each address only the file's name counts.
 */
import { fail, ok, type Result } from '../problem.ts'

export interface PlaylistSegment {
  /** The last part of its address: the name of a file, without any folder. */
  readonly name: string
  readonly seconds: number
  /** Its number in the stream. */
  readonly sequence: number
  /** The stream was broken before it (EXT-X-DISCONTINUITY). */
  readonly isAfterBreak: boolean
}

export interface MediaPlaylist {
  readonly type: 'vod' | 'event' | null
  /** Nothing will be added. */
  readonly isEnded: boolean
  readonly segments: readonly PlaylistSegment[]
}

/** No chunk is longer. */
const MOST_SECONDS = 3600

/**
 * Reads a playlist. Fails with `not-audio` for what is none or cannot be right, and with `unsupported` for one that
 * lists other playlists, parts of files, encrypted chunks, or chunks that need a head of their own.
 */
export function parsePlaylist(text: string): Result<MediaPlaylist> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  if (lines[0]?.trim() !== '#EXTM3U') return wrong('does not begin as a playlist does')
  const segments: PlaylistSegment[] = []
  let type: MediaPlaylist['type'] = null
  let sequence = 0
  let seconds: number | null = null
  let isAfterBreak = false
  let isEnded = false
  for (const line of lines.slice(1).map((raw) => raw.trim())) {
    const [, tag, value = ''] = /^#(EXT[A-Z0-9-]+)(?::(.*))?$/.exec(line) ?? []
    if (tag === undefined && (line === '' || line.startsWith('#'))) continue
    if (tag === undefined) {
      const name = fileNameOf(line)
      if (name === null) return wrong(`has an address without a file name`)
      if (seconds === null) return wrong(`gives no length for ${name}`)
      segments.push({ name, seconds, sequence: sequence + segments.length, isAfterBreak })
      seconds = null
      isAfterBreak = false
    } else if (tag === 'EXTINF') {
      const number = /^\s*(\d+(?:\.\d*)?|\.\d+)\s*(?:,|$)/.exec(value)?.[1]
      if (number === undefined || Number(number) > MOST_SECONDS) return wrong(`has a length “${value}”`)
      seconds = Number(number)
    } else if (tag === 'EXT-X-MEDIA-SEQUENCE') {
      if (!/^\d{1,12}$/.test(value) || segments.length > 0) return wrong('has a wrong first number')
      sequence = Number(value)
    } else if (tag === 'EXT-X-PLAYLIST-TYPE') type = typeOf(value)
    else if (tag === 'EXT-X-DISCONTINUITY') isAfterBreak = true
    else if (tag === 'EXT-X-ENDLIST') isEnded = true
    else {
      const reason = refusal(tag, value)
      if (reason !== null) return fail('unsupported', `The playlist ${reason}.`, 'Import the sound itself.')
    }
  }
  if (seconds !== null) return wrong('breaks off')
  if (new Set(segments.map(({ name }) => name)).size < segments.length) return wrong('names a chunk twice')
  return ok({ type, isEnded, segments })
}

function wrong(reason: string): Result<never> {
  return fail('not-audio', `The playlist ${reason}.`, 'Import the sound itself.')
}

function typeOf(value: string): MediaPlaylist['type'] {
  return value === 'VOD' ? 'vod' : value === 'EVENT' ? 'event' : null
}

function refusal(tag: string, value: string): string | null {
  if (tag === 'EXT-X-STREAM-INF' || tag === 'EXT-X-MEDIA') return 'lists other playlists and no chunks'
  if (tag === 'EXT-X-BYTERANGE') return 'lists parts of files'
  if (tag === 'EXT-X-MAP') return 'lists chunks that need a head of their own'
  if (tag === 'EXT-X-KEY' && !/(^|,)METHOD=NONE(,|$)/.test(value)) return 'lists encrypted chunks'
  return null
}

/** The last part of an address without query; null where that is no name of a file. */
function fileNameOf(address: string): string | null {
  const path = address.replace(/[?#].*$/s, '')
  const name = decoded(path).split(/[/\\]/).at(-1)!
  return name === '' || name === '.' || name === '..' || /\p{Cc}/u.test(name) ? null : name
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/**
 * Why a list does not fit the chunks that are there, in the order of their numbers and clocks, as the end of a
 * sentence that begins with “it”; null when it fits. It may well name chunks that are not there.
 */
export function misfit(playlist: MediaPlaylist, ordered: readonly string[]): string | null {
  const places = new Map(playlist.segments.map(({ name }, place) => [name, place]))
  const unlisted = ordered.filter((name) => !places.has(name)).length
  if (unlisted === ordered.length) return 'names none of the chunks'
  if (unlisted > 0) return `names only ${ordered.length - unlisted} of ${ordered.length} chunks`
  const isInOrder = ordered.every(
    (name, place) => place === 0 || places.get(name)! > places.get(ordered[place - 1]!)!,
  )
  return isInOrder ? null : 'has another order than the chunks’ own numbers'
}
