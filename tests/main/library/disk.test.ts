import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, type TestContext } from 'vitest'
import { Library } from '#main/library/library.ts'
import { openLibrary, projectIn } from '../../support/library.ts'
import { replayed } from '../../support/replay.ts'
import { mountSmallDisk, remount } from '../../support/smallDisk.ts'

function smallDisk(context: TestContext, megabytes: number): string {
  const mounted = mountSmallDisk(megabytes)
  if ('folder' in mounted) return mounted.folder
  console.warn(`Skipped: ${mounted.whyNot}.`)
  return context.skip(mounted.whyNot)
}

/** Fills what is left of a disk. */
function fill(folder: string): string {
  const path = join(folder, 'ballast')
  for (let size = 1 << 20; size >= 512; size /= 2)
    try {
      for (;;) writeFileSync(path, Buffer.alloc(size), { flag: 'a' })
    } catch {
      // Full for blocks of this size.
    }
  return path
}

describe('a full disk', () => {
  it('refuses the edit, keeps what was acknowledged, and goes on when there is space again', (context) => {
    const disk = smallDisk(context, 4)
    const { library, projects, id } = projectIn(join(disk, 'library'), { stepsPerSnapshot: 3 })
    const ballast = fill(disk)
    let acknowledged = 0
    let refused: unknown
    // The WAL has some room of its own; every edit takes a little of it.
    for (let i = 0; i < 5_000 && !refused; i++) {
      const applied = projects.apply(id, [
        { type: 'addMarker', mediaId: `rec-${id}`, sample: i, title: 'x'.repeat(400) },
      ])
      if (applied.ok) acknowledged = applied.value.history.revision
      else refused = applied.error
    }
    expect(refused).toMatchObject({ code: 'disk-full' })
    expect(projects.open(id)).toMatchObject({ value: { history: { revision: acknowledged } } })
    expect(projects.undo(id)).toMatchObject(
      // A short entry may still fit where a long one did not.
      { ok: expect.any(Boolean) },
    )
    const before = projects.open(id)
    rmSync(ballast)
    const after = projects.apply(id, [{ type: 'cut', from: 0, to: 48_000 }])
    expect(after).toMatchObject({ ok: true })
    if (!before.ok || !after.ok) throw new Error('unreachable')
    expect(after.value.history.revision).toBe(before.value.history.revision + 1)
    library.close()
    const again = openLibrary(library.path)
    expect(again.integrity()).toBe('ok')
    expect(replayed(again, id)).toEqual(after.value.episode)
  })

  it('is said when a library is made there', (context) => {
    const disk = smallDisk(context, 1)
    fill(disk)
    expect(Library.open(join(disk, 'library'))).toMatchObject({
      ok: false,
      error: { code: expect.stringMatching(/disk-full|not-writable/) },
    })
  })
})

describe('a disk that cannot be written', () => {
  it('is said when a library is to be opened there', (context) => {
    const disk = smallDisk(context, 4)
    const { library } = projectIn(join(disk, 'library'))
    library.close()
    remount(disk, 'ro')
    expect(Library.open(join(disk, 'library'))).toMatchObject({ ok: false, error: { code: 'not-writable' } })
    expect(Library.open(join(disk, 'other'))).toMatchObject({ ok: false, error: { code: 'not-writable' } })
    remount(disk, 'rw')
    expect(openLibrary(join(disk, 'library')).projects.list()).toHaveLength(1)
  })
})
