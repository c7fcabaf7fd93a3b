import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { assetPath, locateAsset, realFilePath, runsFromSource, workerPath } from '#main/assets.ts'

const packed = join('/opt', 'Afterspace', 'resources', 'app.asar')

describe('assets', () => {
  it('are found in a checkout', () => {
    expect(existsSync(assetPath('resources/icons/icon.png'))).toBe(true)
    expect(existsSync(assetPath('package.json'))).toBe(true)
    expect(runsFromSource).toBe(true)
    expect(workerPath('main/media/worker.ts', 'worker')).toBe(assetPath('main/media/worker.ts'))
  })

  it('keep their path in the packaged app', () => {
    expect(locateAsset(packed, 'main/library/migrations')).toBe(join(packed, 'main', 'library', 'migrations'))
  })

  it('lie beside the archive when they are resources', () => {
    const demo = join('/opt', 'Afterspace', 'resources', 'demo', 'space.ts')
    expect(locateAsset(packed, 'resources/demo/space.ts')).toBe(demo)
  })

  it('have a real file where they are unpacked', () => {
    const inside = join(packed, 'node_modules', 'ffmpeg-static', 'ffmpeg')
    expect(realFilePath(inside)).toBe(join(`${packed}.unpacked`, 'node_modules', 'ffmpeg-static', 'ffmpeg'))
    expect(realFilePath('/usr/bin/ffmpeg')).toBe('/usr/bin/ffmpeg')
  })
})
