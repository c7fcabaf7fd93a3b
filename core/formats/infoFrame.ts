/**
 * The first frame of an MP3 file: a silent one that carries a table ("Info", or "Xing" for variable bitrate) with
 * LAME's extension. Players take the length and the encoder's padding from it.
 */

/** Samples per MPEG-1 layer III frame. */
export const MP3_FRAME_SAMPLES = 1152
/** Samples that LAME itself puts before the sound; decoders add 529 of their own. */
const ENCODER_DELAY = 576

/** Offsets from the table's name, in bytes. */
const FRAMES = 8
const BYTES = 12
const DELAY_PADDING = 141
const MUSIC_LENGTH = 148
const TABLE_CRC = 154
const MPEG1_STEREO_TABLE = 36

/**
 * Corrects the table of a file with constant bitrate that holds `soundSamples` samples in `frames` frames, this
 * one not counted. Changes `frame` in place.
 *
 * @param soundBytes length of all frames, this one included
 * @returns false when there is no table with LAME's extension here
 */
export function correctInfoFrame(
  frame: Uint8Array,
  frames: number,
  soundBytes: number,
  soundSamples: number,
): boolean {
  const at = MPEG1_STEREO_TABLE
  if (frame.length < at + TABLE_CRC + 2) return false
  const name = String.fromCharCode(...frame.subarray(at, at + 4))
  if ((name !== 'Info' && name !== 'Xing') || (frame[at + 7]! & 15) !== 15) return false
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  const padding = Math.max(0, Math.min(4095, frames * MP3_FRAME_SAMPLES - ENCODER_DELAY - soundSamples))
  view.setUint32(at + FRAMES, frames)
  view.setUint32(at + BYTES, soundBytes)
  view.setUint32(at + MUSIC_LENGTH, soundBytes)
  const both = (ENCODER_DELAY << 12) | padding
  frame[at + DELAY_PADDING] = both >> 16
  frame[at + DELAY_PADDING + 1] = (both >> 8) & 255
  frame[at + DELAY_PADDING + 2] = both & 255
  view.setUint16(at + TABLE_CRC, crc16(frame.subarray(0, at + TABLE_CRC)))
  return true
}

/** CRC-16 with polynomial 0x8005, bits reflected, as LAME's tag has it. */
function crc16(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1
  }
  return crc
}
