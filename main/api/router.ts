/** The whole API. */
import { archives } from './archives.ts'
import { covers } from './covers.ts'
import { edits } from './edits.ts'
import { exports } from './exports.ts'
import { api } from './implement.ts'
import { imports } from './imports.ts'
import { library } from './library.ts'
import { projects } from './projects.ts'
import { sponsors } from './sponsors.ts'
import { system } from './system.ts'
import { transcripts } from './transcripts.ts'

export const router = api.router({
  projects,
  edits,
  imports,
  archives,
  sponsors,
  covers,
  transcripts,
  exports,
  library,
  system,
})
