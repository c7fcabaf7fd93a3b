import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { unwrap } from '#core/problem.ts'
import { ProjectService } from '#main/projects/projectService.ts'
import { openLibrary, projectIn, tempFolder } from '../../support/library.ts'
import { replayed } from '../../support/replay.ts'

const ROUNDS = 8

it('keeps every acknowledged edit, and undo, however the process dies', async () => {
  const folder = tempFolder()
  projectIn(folder).library.close()
  let acknowledged = 0
  for (let round = 0; round < ROUNDS; round++) {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('editLoop.ts', import.meta.url)), folder, 'p1', 'rec-p1'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const lines = createInterface({ input: child.stdout })
    const closed = once(lines, 'close')
    lines.on('line', (line) => {
      acknowledged = Number(line)
    })
    await once(lines, 'line')
    await delay(20 + Math.random() * 200)
    child.kill('SIGKILL')
    await closed

    const library = openLibrary(folder)
    expect(library.integrity()).toBe('ok')
    const projects = new ProjectService(library, { rememberedDocuments: 20 })
    const { episode, history } = unwrap(projects.open('p1'))
    // One edit may be on the disk that was not acknowledged any more: two log entries at most.
    expect(history.revision).toBeGreaterThanOrEqual(acknowledged)
    expect(history.revision).toBeLessThanOrEqual(acknowledged + 2)
    expect(library.projects.log('p1').map((entry) => entry.revision)).toEqual(
      Array.from({ length: history.revision }, (_, i) => i + 1),
    )
    expect(episode).toEqual(replayed(library, 'p1'))
    acknowledged = history.revision
    library.close()
  }

  const library = openLibrary(folder)
  const projects = new ProjectService(library, { rememberedDocuments: 20 })
  const last = unwrap(projects.open('p1'))
  expect(last.history.position).toBeGreaterThan(20)
  const undone = unwrap(projects.undo('p1', last.history.position))
  expect(undone.episode).toEqual(library.projects.snapshot('p1', 0))
  for (let i = 0; i < last.history.position; i += 10) {
    const count = Math.min(10, last.history.position - i)
    const { episode } = unwrap(projects.redo('p1', count))
    expect(episode).toEqual(replayed(library, 'p1', i + count))
  }
  expect(unwrap(projects.open('p1')).episode).toEqual(last.episode)
  console.log(`killed ${ROUNDS} times in ${last.history.revision} revisions`)
})
