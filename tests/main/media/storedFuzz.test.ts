/** What the library derives and reads back, gone wrong on the disk: refused, or read as far as it makes sense. */
import { describe, it } from 'vitest'
import { buildPyramid } from '#core/signal/peaks.ts'
import { decodePeaks, encodePeaks } from '#core/signal/peaksFile.ts'
import { decodeLoudness, encodeLoudness } from '#main/media/analysis/loudnessFile.ts'
import { decodeFrameIndex, encodeFrameIndex } from '#main/media/indexFile.ts'
import { damaged } from '../../support/damaged.ts'

const BLOCKS = new Float32Array(12).fill(0.25)

describe('damaged files of the library', () => {
  it('of peaks', () => {
    const file = encodePeaks(buildPyramid(new Int16Array(512).fill(90), 65_536))
    damaged([file], (bytes) => void decodePeaks(bytes))
  })

  it('of loudness', () => {
    const file = encodeLoudness({ energy: BLOCKS, samplePeak: BLOCKS, truePeak: BLOCKS })
    damaged([file], (bytes) => void decodeLoudness(bytes))
  })

  it('of frame indexes', () => {
    const file = encodeFrameIndex({
      offsets: new Float64Array([0, 900]),
      framesPerEntry: 32,
      frames: 40,
      bytes: 999,
    })
    damaged([file], (bytes) => void decodeFrameIndex(bytes))
  })
})
