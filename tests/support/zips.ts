/** Zips by hand: what no honest program writes, and what is too large to write in full. */
import { createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { crc32, deflateRawSync } from 'node:zlib'
import { ZipFile } from 'yazl'

export interface RawEntry {
  readonly name: string
  /** What is in it; or so many zeros that are never written. */
  readonly data: Uint8Array | { readonly hole: number }
  readonly deflated?: boolean
  /** Lies, in the directory. */
  readonly says?: {
    readonly bytes?: number
    readonly crc?: number
    readonly method?: number
    readonly packedBytes?: number
    readonly encrypted?: boolean
    /** Lies at the place of the entry with this number instead of its own. */
    readonly atEntry?: number
  }
  /** The name in the entry's own header, where it differs. */
  readonly localName?: string
}

/** Writes a zip with a zip64 directory where it is needed, or wanted; holes take no space on the disk. */
export async function writeZip(path: string, entries: readonly RawEntry[], zip64 = false): Promise<void> {
  const file = await open(path, 'w')
  try {
    let end = 0
    const central: Buffer[] = []
    const places: number[] = []
    for (const entry of entries) {
      const { data, says = {} } = entry
      const raw = 'hole' in data ? null : data
      const bytes = raw ? raw.length : (data as { hole: number }).hole
      const packed = raw && entry.deflated ? deflateRawSync(raw) : raw
      const packedBytes = says.packedBytes ?? (packed ? packed.length : bytes)
      const facts: Facts = {
        method: says.method ?? (entry.deflated ? 8 : 0),
        flags: (says.encrypted ? 1 : 0) | 0x800,
        crc: says.crc ?? (raw ? crc32(raw) : 0),
        packedBytes,
        bytes: says.bytes ?? bytes,
      }
      places.push(end)
      const local = localHeader(entry.localName ?? entry.name, facts)
      await file.write(local, 0, local.length, end)
      if (packed && packed.length > 0) await file.write(packed, 0, packed.length, end + local.length)
      const at = says.atEntry === undefined ? end : places[says.atEntry]!
      end += local.length + (packed ? packed.length : bytes)
      central.push(centralHeader(entry.name, facts, at))
    }
    const directory = Buffer.concat(central)
    await file.write(directory, 0, directory.length, end)
    const tail = ending(entries.length, directory.length, end, zip64 || end > 0xffff_fffe)
    await file.write(tail, 0, tail.length, end + directory.length)
  } finally {
    await file.close()
  }
}

interface Facts {
  readonly method: number
  readonly flags: number
  readonly crc: number
  readonly packedBytes: number
  readonly bytes: number
}

const FULL = 0xffff_ffff

function localHeader(name: string, { method, flags, crc, packedBytes, bytes }: Facts): Buffer {
  const text = Buffer.from(name)
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(45, 4)
  head.writeUInt16LE(flags, 6)
  head.writeUInt16LE(method, 8)
  head.writeUInt32LE(crc, 14)
  head.writeUInt32LE(Math.min(packedBytes, FULL), 18)
  head.writeUInt32LE(Math.min(bytes, FULL), 22)
  head.writeUInt16LE(text.length, 26)
  return Buffer.concat([head, text])
}

function centralHeader(name: string, { method, flags, crc, packedBytes, bytes }: Facts, at: number): Buffer {
  const text = Buffer.from(name)
  const large = [bytes, packedBytes, at].filter((value) => value >= FULL)
  const extra = Buffer.alloc(large.length > 0 ? 4 + large.length * 8 : 0)
  if (large.length > 0) {
    extra.writeUInt16LE(1, 0)
    extra.writeUInt16LE(large.length * 8, 2)
    large.forEach((value, place) => void extra.writeBigUInt64LE(BigInt(value), 4 + place * 8))
  }
  const head = Buffer.alloc(46)
  head.writeUInt32LE(0x02014b50, 0)
  head.writeUInt16LE(45, 4)
  head.writeUInt16LE(45, 6)
  head.writeUInt16LE(flags, 8)
  head.writeUInt16LE(method, 10)
  head.writeUInt32LE(crc, 16)
  head.writeUInt32LE(Math.min(packedBytes, FULL), 20)
  head.writeUInt32LE(Math.min(bytes, FULL), 24)
  head.writeUInt16LE(text.length, 28)
  head.writeUInt16LE(extra.length, 30)
  head.writeUInt32LE(Math.min(at, FULL), 42)
  return Buffer.concat([head, text, extra])
}

function ending(count: number, directoryBytes: number, at: number, zip64: boolean): Buffer {
  const tail = Buffer.alloc(22)
  tail.writeUInt32LE(0x06054b50, 0)
  tail.writeUInt16LE(zip64 ? 0xffff : count, 8)
  tail.writeUInt16LE(zip64 ? 0xffff : count, 10)
  tail.writeUInt32LE(zip64 ? FULL : directoryBytes, 12)
  tail.writeUInt32LE(zip64 ? FULL : at, 16)
  if (!zip64) return tail
  const record = Buffer.alloc(56)
  record.writeUInt32LE(0x06064b50, 0)
  record.writeBigUInt64LE(44n, 4)
  record.writeUInt16LE(45, 12)
  record.writeUInt16LE(45, 14)
  record.writeBigUInt64LE(BigInt(count), 24)
  record.writeBigUInt64LE(BigInt(count), 32)
  record.writeBigUInt64LE(BigInt(directoryBytes), 40)
  record.writeBigUInt64LE(BigInt(at), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(at + directoryBytes), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([record, locator, tail])
}

/** A zip as an honest program writes it. */
export async function makeZip(
  path: string,
  files: Record<string, Uint8Array | string>,
  options: { compress?: boolean; zip64?: boolean } = {},
): Promise<string> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(files))
    zip.addBuffer(Buffer.from(content), name, {
      compress: options.compress ?? true,
      forceZip64Format: options.zip64 ?? false,
    })
  zip.end({ forceZip64Format: options.zip64 ?? false, comment: '' })
  await pipeline(zip.outputStream, createWriteStream(path))
  return path
}

/** The text of `spaces-metadata.js` for Spaces of these ids, a day apart. */
export function spacesMetadata(ids: readonly string[]): string {
  const spaces = ids.map((id, place) => ({
    spaceMetadata: {
      id,
      creatorUserId: '99',
      hostUserIds: ['99'],
      createdAt: new Date(Date.UTC(2024, 2, 1 + place, 18)).toISOString(),
      endedAt: new Date(Date.UTC(2024, 2, 1 + place, 19, 30)).toISOString(),
      totalParticipating: '3',
    },
  }))
  return `window.YTD.spaces_metadata.part0 = ${JSON.stringify(spaces, null, 2)}`
}
