import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

interface Counts {
  passed: number
  failed: number
}

type Read = (report: unknown) => Counts

const { countTests, readVitest, readPlaywright, summary } = (await import(
  join(import.meta.dirname, '..', '..', 'scripts', 'test', 'counts.mjs')
)) as {
  countTests(path: string, read: Read, exitCode: number): Counts
  readVitest: Read
  readPlaywright: Read
  summary(counts: Counts[]): string
}

const folder = mkdtempSync(join(tmpdir(), 'afterspace-counts-'))
afterAll(() => rmSync(folder, { recursive: true }))

function count(report: unknown, read: Read, exitCode: number) {
  const path = join(folder, 'report.json')
  writeFileSync(path, JSON.stringify(report))
  return countTests(path, read, exitCode)
}

describe('the summary of all tests', () => {
  it('counts vitest, and a file that cannot be loaded as a failure', () => {
    const loaded = { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] }
    const broken = { status: 'failed', assertionResults: [] }
    const report = { numPassedTests: 1, numFailedTests: 1, testResults: [loaded, broken] }
    expect(count(report, readVitest, 1)).toEqual({ passed: 1, failed: 2 })
  })

  it('counts Playwright, a second attempt as passed', () => {
    const report = { stats: { expected: 5, flaky: 1, unexpected: 2, skipped: 3 }, errors: [] }
    expect(count(report, readPlaywright, 1)).toEqual({ passed: 6, failed: 2 })
  })

  it('never says that nothing failed when a runner did', () => {
    const report = { numPassedTests: 3, numFailedTests: 0, testResults: [] }
    expect(count(report, readVitest, 1)).toEqual({ passed: 3, failed: 1 })
    expect(countTests(join(folder, 'none.json'), readVitest, 137)).toEqual({ passed: 0, failed: 1 })
  })

  it('adds up in one line', () => {
    const counts = [
      { passed: 120, failed: 0 },
      { passed: 0, failed: 1 },
      { passed: 7, failed: 2 },
    ]
    expect(summary(counts)).toBe('127 passed, 3 failed')
  })
})
