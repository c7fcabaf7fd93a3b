/** `npm start` where Electron has no binary, and `afterspace serve`. */
import { parseArgs } from 'node:util'
import { runHost } from './run.ts'

const { values } = parseArgs({
  options: {
    library: { type: 'string' },
    port: { type: 'string' },
    demo: { type: 'boolean' },
    'no-open': { type: 'boolean' },
    project: { type: 'string' },
    json: { type: 'boolean' },
  },
})

const port = Number(values.port ?? 0)
const result = await runHost({
  libraryPath: values.library,
  port: Number.isInteger(port) && port >= 0 && port < 65_536 ? port : 0,
  demo: values.demo ?? false,
  open: !values['no-open'],
  projectId: values.project,
  json: values.json ?? false,
})
if (!result.ok) {
  if (values.json) console.log(JSON.stringify({ error: result.error }))
  else console.error(`${result.error.message}\n${result.error.hint}`.trim())
  process.exitCode = result.error.code === 'usage' ? 2 : 1
}
