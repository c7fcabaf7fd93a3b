/** Where a command's words go: results to stdout, progress and problems to stderr; with `--json` one JSON value. */
import type { Progress } from '#core/contract/shapes.ts'
import type { Problem } from '#core/problem.ts'

export interface Output {
  readonly json: boolean
  /** The result: `value` with `--json`, else the text for a person. */
  result(value: unknown, text: string): void
  progress(progress: Progress): void
  /** A remark for a person; nothing with `--json` but on stderr. */
  note(text: string): void
  /** `details` go into the one JSON value, beside code, message and hint. */
  problem(problem: Problem, details?: object): void
}

/** How much progress must move before a line is printed where lines cannot be overwritten. */
const STEP = 0.1

export function createOutput(json: boolean): Output {
  const { stdout, stderr } = process
  let printed = -1
  let stage = ''
  let open = false
  const endLine = () => {
    if (open) stderr.write('\n')
    open = false
  }
  return {
    json,
    result(value, text) {
      endLine()
      stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : text && `${text}\n`)
    },
    progress({ stage: now, fraction, secondsLeft }) {
      const left = secondsLeft === null ? '' : `, ${formatSecondsLeft(secondsLeft)} left`
      const line = `${now} ${Math.floor(fraction * 100)} %${left}`
      if (stderr.isTTY) {
        stderr.write(`\r\x1b[K${line}`)
        open = true
      } else if (now !== stage || fraction >= printed + STEP) {
        stderr.write(`${line}\n`)
        printed = fraction
      }
      stage = now
    },
    note(text) {
      endLine()
      stderr.write(`${text}\n`)
    },
    problem(problem, details = {}) {
      endLine()
      if (json) stdout.write(`${JSON.stringify({ error: { ...problem, ...details } })}\n`)
      else stderr.write(`${problem.message}${problem.hint ? `\n${problem.hint}` : ''}\n`)
    },
  }
}

function formatSecondsLeft(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.round(seconds / 60)} min`
}

/** `1 turn`, `2 turns`. */
export function count(number: number, one: string): string {
  return `${number} ${one}${number === 1 ? '' : 's'}`
}

/** Columns padded to their widest cell; the last is left as it is. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows)
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length)
  return rows
    .map((row) => row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i]!))).join('  '))
    .join('\n')
}
