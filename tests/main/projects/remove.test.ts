import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { unwrap } from '#core/problem.ts'
import { createServices } from '#main/services.ts'
import { openLibrary, projectIn, tempFolder } from '../../support/library.ts'

function services(libraryPath: string) {
  return unwrap(createServices({ libraryPath, host: 'cli' }))
}

/** A process that removes project p1 and then stays, until it is killed. */
async function removedElsewhere(folder: string) {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('removeAndStay.ts', import.meta.url)), folder],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(createInterface({ input: child.stdout }), 'line')
  return child
}

describe('a removed project', () => {
  it('is hidden, comes back with its history, and is deleted when its process closes', async () => {
    const { library, id } = projectIn(tempFolder())
    const first = services(library.path)
    unwrap(first.projects.apply(id, [{ type: 'cut', from: 0, to: 48_000 }]))
    const before = unwrap(first.projects.open(id))
    unwrap(first.projects.remove(id))
    expect(first.projects.list()).toEqual([])
    expect(first.projects.open(id)).toMatchObject({ ok: false, error: { code: 'not-found' } })
    expect(first.projects.undo(id)).toMatchObject({ ok: false, error: { code: 'not-found' } })
    expect(first.projects.remove(id)).toMatchObject({ ok: false, error: { code: 'not-found' } })
    expect(first.projects.resolve(id)).toMatchObject({ ok: false, error: { code: 'not-found' } })
    unwrap(first.projects.restore(id))
    expect(unwrap(first.projects.open(id))).toEqual(before)
    expect(unwrap(first.projects.undo(id)).history.position).toBe(0)

    unwrap(first.projects.remove(id))
    await first.close()
    expect(existsSync(library.folder(`rec-${id}`))).toBe(false)
    expect(library.media.list()).toEqual([])
    expect(library.projects.removed()).toEqual([])
    const second = services(library.path)
    expect(second.projects.restore(id)).toMatchObject({ ok: false, error: { code: 'not-found' } })
    await second.close()
  })

  it('is left alone by other processes while the one that removed it lives, and swept once that is dead', async () => {
    const { library, id } = projectIn(tempFolder())
    const child = await removedElsewhere(library.path)
    const beside = services(library.path)
    expect(beside.projects.list()).toEqual([])
    await beside.close()
    expect(library.projects.removed()).toMatchObject([{ id, title: 'A room' }])
    expect(existsSync(library.folder(`rec-${id}`))).toBe(true)

    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
    const next = services(library.path)
    expect(next.projects.restore(id)).toMatchObject({ ok: false, error: { code: 'not-found' } })
    expect(next.library.media.list()).toEqual([])
    expect(existsSync(library.folder(`rec-${id}`))).toBe(false)
    await next.close()
    expect(openLibrary(library.path).integrity()).toBe('ok')
  })

  it('may be brought back by another process', async () => {
    const { library, projects, id } = projectIn(tempFolder())
    const child = await removedElsewhere(library.path)
    unwrap(projects.restore(id))
    child.kill('SIGTERM')
    await once(child, 'exit')
    const next = services(library.path)
    expect(next.projects.list()).toMatchObject([{ id }])
    await next.close()
  })
})
