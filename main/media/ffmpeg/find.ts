/** Where ffmpeg is on this machine. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fail, ok, type Result } from '#core/problem.ts'
import { realFilePath } from '#main/assets.ts'

export interface Ffmpeg {
  /** What to start: an absolute path, or `ffmpeg` where PATH has it. */
  readonly path: string
  /** As it calls itself, e.g. `7.1` or `5.1.9-0+deb12u1`. */
  readonly version: string
}

/** Names another ffmpeg than the one we would pick. */
export const FFMPEG_VARIABLE = 'AFTERSPACE_FFMPEG'

const INSTALL_HINT =
  `Install ffmpeg (Debian: apt install ffmpeg, macOS: brew install ffmpeg, Windows: winget install ffmpeg) ` +
  `or set ${FFMPEG_VARIABLE} to its path, then try again.`

let found: { readonly wanted: string | undefined; readonly ffmpeg: Ffmpeg } | null = null

/**
 * The ffmpeg to use: the one that {@link FFMPEG_VARIABLE} names, the one that came with the app, or the one in
 * PATH. Found once and remembered. Fails with `ffmpeg-missing`; then the next call looks again.
 */
export function findFfmpeg(): Result<Ffmpeg> {
  const wanted = process.env[FFMPEG_VARIABLE] || undefined
  if (found && found.wanted === wanted) return ok(found.ffmpeg)
  for (const path of wanted === undefined ? candidates() : [wanted]) {
    const version = versionOf(path)
    if (version === null) continue
    found = { wanted, ffmpeg: { path, version } }
    return ok(found.ffmpeg)
  }
  const message =
    wanted === undefined
      ? 'ffmpeg was not found, and Afterspace needs it to read and write audio.'
      : `${FFMPEG_VARIABLE} names ${wanted}, but no ffmpeg starts there.`
  return fail('ffmpeg-missing', message, INSTALL_HINT)
}

function candidates(): string[] {
  const bundled = bundledPath()
  return bundled === null ? ['ffmpeg'] : [bundled, 'ffmpeg']
}

/** The package may be missing, and its download may have failed: then it names a file that is not there. */
function bundledPath(): string | null {
  try {
    const named: unknown = createRequire(import.meta.url)('ffmpeg-static')
    if (typeof named !== 'string') return null
    const path = realFilePath(named)
    return existsSync(path) ? path : null
  } catch {
    return null
  }
}

function versionOf(path: string): string | null {
  const run = spawnSync(path, ['-hide_banner', '-version'], { encoding: 'utf8', timeout: 20_000 })
  if (run.error || run.status !== 0) return null
  return /^ffmpeg version (\S+)/m.exec(run.stdout)?.[1] ?? null
}

/** Takes over what another thread found. */
export function rememberFfmpeg(ffmpeg: Ffmpeg): void {
  found = { wanted: process.env[FFMPEG_VARIABLE] || undefined, ffmpeg }
}
