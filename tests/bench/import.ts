/** Import of three hours, peaks, loudness and speakers included, against a bare decode. */
import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ffmpeg } from '../fixtures/ffmpeg.ts'
import { spaceOfHours } from './material.ts'
import { type Figure, median, megabytes, seconds, time } from './report.ts'

const ROUNDS = 3

interface ImportRun {
  readonly ms: number
  readonly firstWaveformMs: number
  readonly maxRssBytes: number
}

export async function benchImport(folder: string): Promise<Figure[]> {
  const path = await spaceOfHours(3)
  const bare: number[] = []
  const runs: ImportRun[] = []
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await time(() => ffmpeg(['-i', path, '-f', 'null', '-'])))
    runs.push(importOnce(path, join(folder, `import-${round}`)))
  }
  const ms = median(runs.map((run) => run.ms))
  const long = importOnce(await spaceOfHours(12), join(folder, 'import-12h'))
  const grown = sizeOf(join(folder, 'import-0', 'media')) / statSync(path).size
  return [
    { what: 'bare ffmpeg decode of 3 h', value: seconds(median(bare)), bar: '' },
    { what: 'import of 3 h', value: seconds(ms), bar: '' },
    { what: 'import against decode', value: `${(ms / median(bare)).toFixed(2)}x`, bar: '1.3x' },
    { what: 'first waveform', value: seconds(median(runs.map((run) => run.firstWaveformMs))), bar: '1 s' },
    { what: 'library grows by', value: `${grown.toFixed(2)}x the original`, bar: '1.1x' },
    { what: 'import of 12 h', value: seconds(long.ms), bar: '' },
    { what: 'memory of the 12 h import', value: megabytes(long.maxRssBytes), bar: '300 MB' },
  ]
}

/** An import in a process of its own, so that its memory can be told. */
function importOnce(path: string, library: string): ImportRun {
  const script = join(import.meta.dirname, 'importOnce.ts')
  return JSON.parse(execFileSync(process.execPath, [script, path, library], { encoding: 'utf8' }))
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}
