/** What the analysis measures: the same however it is divided, and what ebur128 says. */
import { readFile, rm } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { unwrap } from '#core/problem.ts'
import { decodePeaks } from '#core/signal/peaksFile.ts'
import { recoverDerived } from '#main/importing/derived.ts'
import { analyse } from '#main/media/analysis/analyse.ts'
import { decodeLoudness } from '#main/media/analysis/loudnessFile.ts'
import { WorkerPool } from '#main/media/analysis/workerPool.ts'
import { runTool } from '../../fixtures/ffmpeg.ts'
import { makeSpaceFile } from '../../fixtures/space.ts'
import { imported, makeSweep, workFolder } from './imported.ts'

/** Integrated loudness and true peak as ffmpeg's own meter has them. */
async function ebur128(path: string): Promise<{ lufs: number; truePeak: number }> {
  const script = 'exec ffmpeg -nostdin -hide_banner -i "$0" -map 0:a:0 -af ebur128=peak=true -f null - 2>&1'
  const said = (await runTool('sh', ['-c', script, path])).toString()
  return {
    lufs: Number(/I:\s+(-?[\d.]+) LUFS\s+Threshold/.exec(said)![1]),
    truePeak: Number(/Peak:\s+(-?[\d.]+) dBFS/.exec(said)![1]),
  }
}

describe('the measurement', () => {
  it('is the same in one part and in many, bit for bit', async () => {
    await using folder = await workFolder()
    const path = await makeSweep(folder.at('long.wav'), 200)
    const pool = unwrap(WorkerPool.start(2))
    try {
      const target = {
        path,
        access: { type: 'seekable', file: 'original', leadSamples: 0 } as const,
        channels: 2,
        index: null,
      }
      const run = async (claimedSeconds: number) =>
        unwrap(
          await analyse({
            target,
            length: { exact: false, samples: claimedSeconds * 48_000 },
            pool,
            signal: new AbortController().signal,
            onPeaks: () => undefined,
            onMeasured: () => undefined,
          }),
        )
      // What the container claims decides on the parts: 50 s make one that goes on to the end, 200 s make four.
      const serial = await run(50)
      const parallel = await run(200)
      expect(parallel.durationSamples).toBe(200 * 48_000)
      expect(parallel).toEqual(serial)
      // A claim far beyond the end does no harm either.
      expect(await run(500)).toEqual(serial)
    } finally {
      await pool.close()
    }
  })

  it('agrees with ebur128 on a Space and on a sweep', async () => {
    await using folder = await workFolder()
    await makeSpaceFile(folder.at('space.aac'), { durationSeconds: 20, withTags: false })
    await makeSweep(folder.at('sweep.wav'), 70, 44_100)
    for (const name of ['space.aac', 'sweep.wav']) {
      const { record } = await imported(folder.at(name), folder.at(`${name}-media`))
      const truth = await ebur128(folder.at(name))
      expect(Math.abs(record.integratedLufs! - truth.lufs)).toBeLessThanOrEqual(0.1)
      expect(Math.abs(record.truePeakDbtp! - truth.truePeak)).toBeLessThanOrEqual(0.2)
    }
  })

  it('comes back by itself when its files are deleted', async () => {
    await using folder = await workFolder()
    await makeSpaceFile(folder.at('space.aac'), { durationSeconds: 20 })
    const { record } = await imported(folder.at('space.aac'), folder.at('media'))
    const names = ['peaks.bin', 'loudness.bin', 'frames.idx'] as const
    const contents = () => Promise.all(names.map((name) => readFile(folder.at(`media/${name}`))))
    const before = await contents()
    for (const name of names) await rm(folder.at(`media/${name}`))
    // The original is not needed for that.
    await rm(folder.at('space.aac'))
    unwrap(await recoverDerived(record, folder.at('media')))
    const after = await contents()
    expect(after.map((bytes) => bytes.toString('hex'))).toEqual(before.map((bytes) => bytes.toString('hex')))
    expect(unwrap(decodePeaks(after[0]!)).durationSamples).toBe(record.durationSamples)
    expect(unwrap(decodeLoudness(after[1]!)).energy).toHaveLength(Math.ceil(record.durationSamples / 4800))

    await rm(folder.at('media'), { recursive: true })
    const gone = await recoverDerived(record, folder.at('media'))
    expect(gone).toMatchObject({ ok: false, error: { code: 'missing-media' } })
  })
})
