/** Figures and how they are printed. */

export interface Figure {
  readonly what: string
  readonly value: string
  /** What the design asks for; empty where it asks nothing. */
  readonly bar: string
}

export function print(name: string, figures: readonly Figure[]): void {
  const width = Math.max(...figures.map((figure) => figure.what.length))
  console.log(`\n${name}`)
  for (const { what, value, bar } of figures)
    console.log(`  ${what.padEnd(width)}  ${value}${bar && `  (bar ${bar})`}`)
}

/** Median and 95th percentile of milliseconds. */
export function spread(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
  return `median ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms (${times.length} times)`
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

/** Milliseconds that `work` takes. */
export async function time(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`
}
