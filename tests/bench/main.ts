/**
 * `npm run bench [-- NAME …]`: how fast Afterspace is, against ffmpeg in the same run. Names: import, edit,
 * preview, export, window. Prints a table; judges nothing, because other load on the machine would.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFfmpeg } from '#main/media/ffmpeg/find.ts'
import { benchEdit } from './edit.ts'
import { benchExport } from './export.ts'
import { benchImport } from './import.ts'
import { benchPreview } from './preview.ts'
import { type Figure, print } from './report.ts'
import { benchWindow } from './window.ts'

const benches: Record<string, (folder: string) => Promise<Figure[]>> = {
  import: benchImport,
  edit: benchEdit,
  preview: benchPreview,
  export: benchExport,
  window: benchWindow,
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`No bench is named ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}

const ffmpeg = findFfmpeg()
console.log(
  `${cpus().length} cores (${cpus()[0]?.model}), Node ${process.version}, ffmpeg ${ffmpeg.ok ? ffmpeg.value.version : 'missing'}`,
)
const folder = mkdtempSync(join(tmpdir(), 'afterspace-bench-'))
try {
  for (const [name, bench] of Object.entries(benches))
    if (wanted.length === 0 || wanted.includes(name)) print(name, await bench(folder))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
