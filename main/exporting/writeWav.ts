/** Writes a WAV file: the bytes that the virtual WAV serves. */
import { open } from 'node:fs/promises'
import { wavHeader } from '#core/formats/wav.ts'
import type { Samples } from '#core/time/units.ts'
import type { Renderer } from '#main/media/render/renderer.ts'

/** Samples `[from, to)` of a renderer as a WAV file. Throws errors of the file system and of the renderer. */
export async function writeWav(
  renderer: Renderer,
  from: Samples,
  to: Samples,
  path: string,
  signal: AbortSignal,
  onFrames: (frames: number) => void,
): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(wavHeader(to - from))
    for await (const pcm of renderer.pcm16(from, to, signal)) {
      await file.writeFile(new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength))
      onFrames(pcm.length / 2)
    }
  } finally {
    await file.close()
  }
}
