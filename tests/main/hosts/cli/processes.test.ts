import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it, vi } from 'vitest'
import type { ProjectDetail } from '#core/contract/shapes.ts'
import { assetPath } from '#main/assets.ts'
import { makeTone } from '../../../fixtures/audio.ts'
import { openLibrary, projectIn, tempFolder } from '../../../support/library.ts'
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

describe('remove', { timeout: PATIENCE }, () => {
  it('asks a person at a terminal, and nobody else', async (context) => {
    const { library } = projectIn(join(tempFolder(), 'library'))
    library.close()
    if (spawnSync('script', ['--version']).status !== 0)
      context.skip('there is no `script` to make a terminal')
    const line = [
      process.execPath,
      assetPath('main/hosts/cli/main.ts'),
      'remove',
      'p1',
      '--library',
      library.path,
    ]
    /** Runs at a terminal; answers once the question stands there. */
    const atTerminal = async (answer: string, ...more: string[]) => {
      const command = [...line, ...more].map((word) => `'${word}'`).join(' ')
      const child = spawn('script', ['-qec', command, '/dev/null'])
      let said = ''
      child.stdout.on('data', (bytes: Buffer) => {
        said += bytes
        if (said.includes('[y/N]')) child.stdin.end(answer)
      })
      const [code] = await once(child, 'exit')
      return { code, said }
    }
    const no = await atTerminal('n\n')
    expect(no.code).toBe(1)
    expect(no.said).toContain('Delete “A room” with all its edits?')
    expect(no.said).toContain('Nothing was removed.')
    expect(openLibrary(library.path).projects.list()).toHaveLength(1)
    expect((await atTerminal('y\n')).code).toBe(0)
    expect(openLibrary(library.path).projects.list()).toEqual([])
    const other = projectIn(library.path, {}, 'p1').library
    other.close()
    expect(await atTerminal('', '--yes')).toMatchObject({
      code: 0,
      said: expect.not.stringContaining('[y/N]'),
    })
  })
})
