/** Imports a file into a library and prints how it went, as JSON. */
import { unwrap } from '#core/problem.ts'
import { importProject } from '#main/projects/importProject.ts'
import { createServices } from '#main/services.ts'

const [path, libraryPath] = process.argv.slice(2) as [string, string]
const services = unwrap(createServices({ libraryPath, host: 'cli' }))
const start = performance.now()
let firstWaveformMs = 0
unwrap(
  await importProject(services.library, services.projects, {
    paths: [path],
    onPeaks: () => {
      firstWaveformMs ||= performance.now() - start
    },
  }),
)
const ms = performance.now() - start
await services.close()
console.log(JSON.stringify({ ms, firstWaveformMs, maxRssBytes: process.resourceUsage().maxRSS * 1024 }))
