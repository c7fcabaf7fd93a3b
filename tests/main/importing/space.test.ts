/** Space recordings: lying names and lengths, tags, junk, a cut tail. */
import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { unwrap } from '#core/problem.ts'
import { type ImportMediaOptions, importMedia } from '#main/importing/importMedia.ts'
import { decodeFrameIndex } from '#main/media/indexFile.ts'
import { makeSpace, makeSpaceFile } from '../../fixtures/space.ts'
import { imported, importOptions, readBack, workFolder } from './imported.ts'

describe('a Space recording', () => {
  it('has its exact length, its speakers, its gap and a clean working copy, whatever surrounds the frames', async () => {
    await using folder = await workFolder()
    const path = folder.at('space-1abc_0.ts')
    const made = await makeSpaceFile(path, {
      durationSeconds: 20,
      junkBytes: 300,
      tailBytes: 40,
      frameSizes: 'plain',
      ntpGaps: [{ atSeconds: 12, missingSeconds: 7 }],
    })
    const media = await imported(path, folder.at('media'))
    expect(media.record).toMatchObject({
      codec: 'aac',
      container: 'adts',
      durationSamples: made.durationSamples,
      sourceSampleRate: 48_000,
      sourceChannels: 2,
      originalBytes: made.bytes.length,
    })
    expect(media.hydra?.speakers.map(({ name }) => name)).toEqual(['Host', 'ana_talks', 'ben_builds'])
    expect(media.hydra?.segments.length).toBeGreaterThanOrEqual(4)
    expect(media.record.gaps).toMatchObject([{ missingSeconds: 7 }])
    expect(media.record.startedAtUnixSeconds).toBeCloseTo(3_856_965_984 - 2_208_988_800, 1)
    expect(media.warnings.join()).toContain('breaks off')

    const copy = await readFile(folder.at('media/working.bin'))
    expect(Buffer.compare(copy, Buffer.from(made.clean))).toBe(0)
    const index = unwrap(decodeFrameIndex(await readFile(folder.at('media/frames.idx'))))
    expect(index).toMatchObject({ frames: made.frames, bytes: made.clean.length })
    // The host's tone sounds where the host talks.
    const voice = await readBack(media, folder.at('media'), 3 * 48_000, 4 * 48_000)
    expect(Math.max(...voice.subarray(0, 4000))).toBeGreaterThan(0.05)
  })

  it('is read without tags too', async () => {
    await using folder = await workFolder()
    const path = folder.at('space.m4a')
    const made = await makeSpaceFile(path, { durationSeconds: 8, withTags: false })
    const media = await imported(path, folder.at('media'))
    expect(media.record.durationSamples).toBe(made.durationSamples)
    expect(media.hydra).toBeNull()
    expect(media.record.gaps).toEqual([])
  })

  it('tells of its waveform and its progress while it is read', async () => {
    await using folder = await workFolder()
    const made = await makeSpaceFile(folder.at('long.aac'), { durationSeconds: 1900, encodeSeconds: 20 })
    const fractions: number[] = []
    const stages = new Set<string>()
    const drawn = new Map<number, number>()
    let shape = { samplesPerBucket: 0, totalBuckets: 0 }
    const options: ImportMediaOptions = {
      ...importOptions(folder.at('long.aac'), folder.at('media')),
      onProgress: ({ fraction, stage }) => {
        fractions.push(fraction)
        stages.add(stage)
      },
      onPeaks: ({ firstBucket, samplesPerBucket, totalBuckets, exact, max, min }) => {
        expect(exact).toBe(true)
        expect(min).toHaveLength(max.length)
        shape = { samplesPerBucket, totalBuckets }
        max.forEach((value, place) => void drawn.set(firstBucket + place, value))
      },
    }
    unwrap(await importMedia(options))
    expect([...stages]).toEqual(['Reading', 'Analysing'])
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
    expect(fractions.at(-1)).toBe(1)
    expect(shape.totalBuckets).toBeLessThanOrEqual(2000)
    expect(shape.totalBuckets).toBe(Math.ceil(made.durationSamples / shape.samplesPerBucket))
    expect(drawn.size).toBe(shape.totalBuckets)
  })

  it('whose format changes half way is converted and keeps its length', async () => {
    await using folder = await workFolder()
    const { clean } = await makeSpace({ durationSeconds: 4, withTags: false })
    const mono = await monoFrames()
    await writeFile(folder.at('mixed.aac'), Buffer.concat([clean, mono]))
    const media = await imported(folder.at('mixed.aac'), folder.at('media'))
    expect(media.record.access).toMatchObject({ type: 'seekable', file: 'working' })
    expect(media.record.durationSamples).toBeGreaterThan(5.8 * 48_000)
    expect(media.warnings.join()).toContain('format changes')
  })
})

async function monoFrames(): Promise<Buffer> {
  const { ffmpeg } = await import('../../fixtures/ffmpeg.ts')
  const source = ['-f', 'lavfi', '-i', 'sine=frequency=300:sample_rate=48000:duration=2']
  return await ffmpeg([...source, '-ac', '1', '-c:a', 'aac', '-f', 'adts', 'pipe:1'])
}
