import { once } from 'node:events'
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it, vi } from 'vitest'
import type { ProjectDetail } from '#core/contract/shapes.ts'
import { makeTone } from '../../../fixtures/audio.ts'
import { projectIn, tempFolder } from '../../../support/library.ts'
import { afterspace, commandLine, finish, PATIENCE, start } from './afterspace.ts'

const LONG = 48_000 * 900

describe('Ctrl+C', { timeout: PATIENCE }, () => {
  it('ends an import and an export, and leaves nothing of them', async () => {
    const folder = tempFolder()
    const { library, json } = commandLine(join(folder, 'library'))
    const path = await makeTone(join(folder, 'long.wav'), 'wav', { samples: LONG, channels: 1 })

    const importing = start(['import', path, '--json', '--library', library])
    const stopped = finish(importing)
    await once(importing.stderr, 'data')
    importing.kill('SIGINT')
    const cancelled = await stopped
    expect(cancelled.code).toBe(1)
    expect(JSON.parse(cancelled.stdout)).toMatchObject({ error: { code: 'cancelled' } })
    expect(readdirSync(join(library, 'media'))).toEqual([])
    expect(await json('list')).toEqual([])

    const { id } = await json<ProjectDetail>('import', path)
    const target = join(folder, 'out.flac')
    writeFileSync(target, 'what was there')
    const before = readdirSync(folder).sort()
    const exporting = start(['export', id, '--out', target, '--json', '--library', library])
    const ended = finish(exporting)
    await once(exporting.stderr, 'data')
    exporting.kill('SIGINT')
    const left = await ended
    expect(JSON.parse(left.stdout)).toMatchObject({ error: { code: 'cancelled' } })
    expect(left.code).toBe(1)
    expect(readdirSync(folder).sort()).toEqual(before)
    expect(readFileSync(target, 'utf8')).toBe('what was there')
  })
})

describe('progress', { timeout: PATIENCE }, () => {
  it('goes to stderr and the result to stdout', async () => {
    const folder = tempFolder()
    const path = await makeTone(join(folder, 'a.wav'), 'wav', { samples: 48_000 * 60 })
    const { code, stdout, stderr } = await afterspace(['import', path, '--library', join(folder, 'library')])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Imported “a” as \w+: 1 min 00 s, 1 speaker\.\n$/)
    expect(stderr).toMatch(/\d+ %/)
  })
})

describe('serve and open', { timeout: PATIENCE }, () => {
  it('start the host, tell its address, and end in order', async () => {
    const { library } = projectIn(join(tempFolder(), 'library'))
    library.close()
    const serving = start(['serve', '--json', '--library', library.path])
    const ended = finish(serving)
    const [line] = await once(createInterface({ input: serving.stdout }), 'line')
    const { url } = JSON.parse(line as string) as { url: string }
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(302)
    const taken = await afterspace([
      'serve',
      '--json',
      '--port',
      new URL(url).port,
      '--library',
      library.path,
    ])
    expect(taken.code).toBe(2)
    expect(JSON.parse(taken.stdout)).toMatchObject({ error: { code: 'usage' } })
    serving.kill('SIGTERM')
    expect((await ended).code).toBe(0)
    await vi.waitFor(() => expect(existsSync(join(library.path, 'library.db-wal'))).toBe(false))
  })

  it('open a window at the project', async () => {
    const folder = tempFolder()
    const { library, id } = projectIn(join(folder, 'library'))
    library.close()
    const browser = join(folder, 'browser.sh')
    writeFileSync(browser, `#!/bin/sh\necho "$@" > ${join(folder, 'asked')}\n`)
    chmodSync(browser, 0o755)
    const opening = start(['open', 'a room', '--library', library.path], {
      AFTERSPACE_BROWSER: browser,
      DISPLAY: ':0',
    })
    // The host ends with its window.
    expect(await finish(opening)).toMatchObject({ code: 0, stdout: expect.stringContaining('window') })
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toMatch(
      new RegExp(`--app=http://127\\.0\\.0\\.1:\\d+/\\?token=\\S+${id}`),
    )
  })
})

describe('a reader that has seen enough', { timeout: PATIENCE }, () => {
  it('does not make the command fail', async () => {
    const { library, projects, id } = projectIn(join(tempFolder(), 'library'))
    for (let i = 0; i < 2_000; i++)
      projects.apply(id, [{ type: 'addMarker', mediaId: `rec-${id}`, sample: i, title: 'x'.repeat(100) }])
    library.close()
    const showing = start(['show', id, '--json', '--library', library.path])
    await once(showing.stdout, 'data')
    showing.stdout.destroy()
    const stderr = (await showing.stderr.toArray()).join('')
    if (showing.exitCode === null) await once(showing, 'exit')
    expect({ code: showing.exitCode, stderr }).toEqual({ code: 0, stderr: '' })
  })
})
