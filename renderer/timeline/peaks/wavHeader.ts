/** The header of the virtual WAV: where its samples begin. RIFF and RF64 (EBU Tech 3306), 16-bit PCM. Pure. */

export interface WavLayout {
  /** Bytes before the first sample. */
  readonly dataOffset: number
  readonly channels: number
  readonly sampleRate: number
}

/** Reads the first bytes of a WAV (512 suffice); null when it is not 16-bit PCM or `data` lies further behind. */
export function readWavHeader(bytes: ArrayBuffer): WavLayout | null {
  const view = new DataView(bytes)
  if (view.byteLength < 12) return null
  const form = tag(view, 0)
  if ((form !== 'RIFF' && form !== 'RF64') || tag(view, 8) !== 'WAVE') return null
  let channels = 0
  let sampleRate = 0
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const name = tag(view, at)
    const size = view.getUint32(at + 4, true)
    if (name === 'data') return channels > 0 ? { dataOffset: at + 8, channels, sampleRate } : null
    if (name === 'fmt ') {
      if (at + 24 > view.byteLength || view.getUint16(at + 22, true) !== 16) return null
      channels = view.getUint16(at + 10, true)
      sampleRate = view.getUint32(at + 12, true)
    }
    at += 8 + size + (size % 2)
  }
  return null
}

function tag(view: DataView, at: number): string {
  return String.fromCharCode(
    view.getUint8(at),
    view.getUint8(at + 1),
    view.getUint8(at + 2),
    view.getUint8(at + 3),
  )
}
