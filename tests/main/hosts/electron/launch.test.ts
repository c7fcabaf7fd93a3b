import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readLaunch } from '#main/hosts/electron/launch.ts'

const checkout = { isPackaged: false, workingFolder: '/work' }
const packaged = { isPackaged: true, workingFolder: '/work' }

describe('what the program was started with', () => {
  it('knows demo, library and project', () => {
    const argv = ['electron', '.', '--demo', '--library', 'lib', '--project=abc']
    expect(readLaunch(argv, checkout)).toEqual({
      demo: true,
      libraryPath: '/work/lib',
      projectId: 'abc',
      files: [],
    })
  })

  it('takes every other argument as a file; in a checkout the first is the app’s folder', () => {
    const argv = ['electron', '--no-sandbox', '/checkout', 'talk.ts', '/elsewhere/talk.mp3']
    expect(readLaunch(argv, checkout).files).toEqual(['/work/talk.ts', '/elsewhere/talk.mp3'])
    expect(readLaunch(['Afterspace', 'talk.ts'], packaged).files).toEqual(['/work/talk.ts'])
  })

  it('reads addresses of files, as Linux desktops hand them over', () => {
    const address = pathToFileURL('/music/two words.mp3').href
    expect(readLaunch(['Afterspace', address], packaged).files).toEqual(['/music/two words.mp3'])
  })

  it('passes over what belongs to Chromium and Electron', () => {
    const argv = ['electron', '-r', '/loader.cjs', '--inspect=0', '--remote-debugging-port=0', '.', '--demo']
    expect(readLaunch(argv, checkout)).toMatchObject({ demo: true, files: [] })
    expect(readLaunch(['Afterspace', '-psn_0_12345'], packaged).files).toEqual([])
  })

  it('does not take an option without its value for a path', () => {
    expect(readLaunch(['Afterspace', '--library'], packaged).libraryPath).toBeUndefined()
    expect(readLaunch(['Afterspace', '--project='], packaged).projectId).toBeUndefined()
  })
})
