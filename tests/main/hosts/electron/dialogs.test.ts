import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TO_HOST } from '#core/contract/desktopChannels.ts'
import { SAVE_ENDINGS } from '#core/contract/filePurposes.ts'
import { AUDIO_FILTERS, exportFilter, withExportEnding } from '#main/hosts/electron/dialogFilters.ts'
import { removeFolders, type StartedHost, startHost, temporaryFolder } from './startedHost.ts'

let host: StartedHost
beforeAll(async () => {
  host = await startHost()
})
beforeEach(() => {
  host.electron.seen.answers = { messageBox: 0, openDialog: [], saveDialog: '' }
  host.electron.seen.messageBoxes.length = 0
})
afterAll(async () => {
  await host.stop()
  removeFolders()
})

describe('file dialogs', () => {
  it('offer every file, because content decides', () => {
    expect(AUDIO_FILTERS.at(-1)?.extensions).toEqual(['*'])
    expect(AUDIO_FILTERS[0]?.extensions).toEqual(expect.arrayContaining(['ts', 'aac', 'm4a', 'mp3', 'wav']))
  })

  it('offer what a person may bring by name, too', async () => {
    await host.electron.ask(TO_HOST.pickRecordings)
    expect(host.electron.seen.fileDialogs.at(-1)?.filters?.[0]?.extensions).toEqual(
      expect.arrayContaining(['zip', 'afterspace', 'm3u8', 'ts', 'aac', 'json', 'vtt']),
    )
  })

  it('answer a folder, or null', async () => {
    expect(await host.electron.ask(TO_HOST.pickFolder)).toBeNull()
    host.electron.seen.answers.openDialog = ['/music/chunks']
    expect(await host.electron.ask(TO_HOST.pickFolder)).toBe('/music/chunks')
  })

  it('answer where a portable project goes, with its ending', async () => {
    host.electron.seen.answers.saveDialog = '/music/Talk'
    expect(await host.electron.ask(TO_HOST.pickExportPath, ['../Talk', 'afterspace'])).toBe(
      '/music/Talk.afterspace',
    )
    expect(host.electron.seen.fileDialogs.at(-1)?.defaultPath).toBe(join('/home/music', 'Talk.afterspace'))
    expect(await host.electron.ask(TO_HOST.pickExportPath, [7, 'afterspace'])).toBeNull()
  })

  it('answer paths of recordings, which become recent documents', async () => {
    host.electron.seen.answers.openDialog = ['/music/a.ts', '/music/b.mp3']
    expect(await host.electron.ask(TO_HOST.pickRecordings)).toEqual(['/music/a.ts', '/music/b.mp3'])
    expect(host.electron.seen.recentDocuments).toEqual(
      expect.arrayContaining(['/music/a.ts', '/music/b.mp3']),
    )
    host.electron.seen.answers.openDialog = []
    expect(await host.electron.ask(TO_HOST.pickRecordings)).toEqual([])
  })

  it('answer one picture, or null', async () => {
    expect(await host.electron.ask(TO_HOST.pickImage)).toBeNull()
    host.electron.seen.answers.openDialog = ['/pictures/cover.png']
    expect(await host.electron.ask(TO_HOST.pickImage)).toBe('/pictures/cover.png')
  })
})

describe('a file or folder for one purpose', () => {
  it.each([
    ['speech', 'openFile'],
    ['original', 'openFile'],
    ['folder', 'openDirectory'],
  ])('%s is asked for by %s', async (purpose, property) => {
    host.electron.seen.answers.openDialog = ['/moved/talk.ts']
    expect(await host.electron.ask(TO_HOST.pickPath, [purpose])).toBe('/moved/talk.ts')
    expect(host.electron.seen.fileDialogs.at(-1)?.properties).toEqual([property])
    host.electron.seen.answers.openDialog = []
    expect(await host.electron.ask(TO_HOST.pickPath, [purpose])).toBeNull()
  })

  it('is not asked for where nobody knows the purpose', async () => {
    const count = host.electron.seen.fileDialogs.length
    expect(await host.electron.ask(TO_HOST.pickPath, ['passwords'])).toBeNull()
    expect(host.electron.seen.fileDialogs).toHaveLength(count)
  })
})

describe('where an export goes', () => {
  it.each(SAVE_ENDINGS)('is asked with the filter of %s', async (format) => {
    host.electron.seen.answers.saveDialog = `/music/episode.${format}`
    expect(await host.electron.ask(TO_HOST.pickExportPath, ['Episode', format])).toBe(
      `/music/episode.${format}`,
    )
    const shown = host.electron.seen.fileDialogs.at(-1)
    expect(shown?.filters).toEqual([exportFilter(format)])
    expect(shown?.defaultPath?.endsWith(`Episode.${format}`)).toBe(true)
  })

  it('gets the ending that the dialog left out, and keeps a right one', () => {
    expect(withExportEnding('/music/episode', 'mp3')).toBe('/music/episode.mp3')
    expect(withExportEnding('/music/v1.2', 'wav')).toBe('/music/v1.2.wav')
    expect(withExportEnding('/music/EPISODE.M4A', 'm4a')).toBe('/music/EPISODE.M4A')
    expect(withExportEnding('/music/episode.ogg', 'opus')).toBe('/music/episode.ogg')
  })

  it('is asked about when the added ending meets a file that is there', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'episode.mp3'), 'precious')
    host.electron.seen.answers.saveDialog = join(folder, 'episode')
    host.electron.seen.answers.messageBox = 1
    expect(await host.electron.ask(TO_HOST.pickExportPath, ['Episode', 'mp3'])).toBeNull()
    expect(host.electron.seen.messageBoxes[0]?.message).toContain('episode.mp3')
    host.electron.seen.answers.messageBox = 0
    expect(await host.electron.ask(TO_HOST.pickExportPath, ['Episode', 'mp3'])).toBe(
      join(folder, 'episode.mp3'),
    )
  })

  it('suggests no path, only a name, and refuses what is not a format', async () => {
    await host.electron.ask(TO_HOST.pickExportPath, ['../../etc/passwd', 'mp3'])
    const suggested = host.electron.seen.fileDialogs.at(-1)?.defaultPath
    expect(suggested?.startsWith(join('/home/music'))).toBe(true)
    expect(suggested).not.toContain('..')
    const count = host.electron.seen.fileDialogs.length
    expect(await host.electron.ask(TO_HOST.pickExportPath, ['Episode', 'exe'])).toBeNull()
    expect(host.electron.seen.fileDialogs).toHaveLength(count)
  })
})
