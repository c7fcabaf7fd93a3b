import { describe, expect, it } from 'vitest'
import { countedEvents, quitQuestion, RunningWork, workKind } from '#main/hosts/electron/work.ts'

async function* numbers() {
  yield 1
  yield 2
}

describe('running work', () => {
  it('is imports and exports', () => {
    expect(
      [
        ['imports', 'start'],
        ['imports', 'demo'],
        ['exports', 'start'],
        ['projects', 'watch'],
      ].map(workKind),
    ).toEqual(['import', 'import', 'export', undefined])
  })

  it('runs until its events end', async () => {
    const work = new RunningWork()
    const events = countedEvents(numbers(), work.begin('export'))
    expect(work.kinds).toEqual(['export'])
    const seen = []
    for await (const event of events) seen.push(event)
    expect(seen).toEqual([1, 2])
    expect(work.kinds).toEqual([])
  })

  it('is over when the reader goes away', async () => {
    const work = new RunningWork()
    for await (const _ of countedEvents(numbers(), work.begin('import'))) break
    expect(work.kinds).toEqual([])
  })

  it('is over when it fails', async () => {
    const work = new RunningWork()
    // biome-ignore lint/correctness/useYield: it fails before its first event
    const failing = async function* () {
      throw new Error('disk full')
    }
    await expect(countedEvents(failing(), work.begin('import')).next()).rejects.toThrow('disk full')
    expect(work.kinds).toEqual([])
  })

  it('is waited for, but not for ever', async () => {
    const work = new RunningWork()
    await work.settled(10_000)
    const end = work.begin('import')
    let isSettled = false
    const settled = work.settled(10_000).then(() => {
      isSettled = true
    })
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(isSettled).toBe(false)
    end()
    await settled
    work.begin('export')
    await work.settled(5)
    expect(work.kinds).toEqual(['export'])
  })

  it('is asked about in words that fit', () => {
    expect(quitQuestion([])).toBeUndefined()
    expect(quitQuestion(['export'])?.message).toBe('An export is still running.')
    expect(quitQuestion(['import'])?.message).toBe('An import is still running.')
    expect(quitQuestion(['import', 'export'])?.message).toContain('2 imports and exports')
    expect(quitQuestion(['import', 'export'])?.detail).toContain('unfinished file is deleted')
  })
})
