/** What the program was started with. */
import { isAbsolute, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'

/** What a start asks to be shown; a second start hands it to the first. */
export const openRequestSchema = z.object({
  demo: z.boolean(),
  projectId: z.string().optional(),
  /** Full paths of files to import. */
  files: z.array(z.string()),
})
export type OpenRequest = z.infer<typeof openRequestSchema>

export interface Launch extends OpenRequest {
  /** Folder of the library, when one was named. */
  readonly libraryPath: string | undefined
}

export interface LaunchPlace {
  /** In a checkout the first plain argument is the app's own folder, not a file to open. */
  readonly isPackaged: boolean
  readonly workingFolder: string
}

/**
 * Reads `--demo`, `--library DIR`, `--project ID` and files to open. Chromium's own switches among them are
 * passed over.
 * @param argv as in `process.argv`: the program first
 */
export function readLaunch(argv: readonly string[], place: LaunchPlace): Launch {
  const { values, positionals } = parseArgs({
    args: argv.slice(1),
    strict: false,
    allowPositionals: true,
    options: {
      demo: { type: 'boolean' },
      library: { type: 'string' },
      project: { type: 'string' },
      // Electron's own, which takes a value.
      require: { type: 'string', short: 'r' },
    },
  })
  const library = textOf(values.library)
  return {
    demo: values.demo === true,
    projectId: textOf(values.project),
    libraryPath: library === undefined ? undefined : resolve(place.workingFolder, library),
    files: positionals
      .slice(place.isPackaged ? 0 : 1)
      .map((argument) => filePath(argument, place.workingFolder)),
  }
}

/** Full path of a file given as a path or, as Linux desktops do, as a `file:` address. */
function filePath(argument: string, workingFolder: string): string {
  if (argument.startsWith('file://')) {
    try {
      return fileURLToPath(argument)
    } catch {
      // An address of another machine; importing it will say that it is not there.
    }
  }
  return isAbsolute(argument) ? argument : resolve(workingFolder, argument)
}

function textOf(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
