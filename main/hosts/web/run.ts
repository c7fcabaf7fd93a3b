/** Runs the web host until its window is closed or the person stops it. */
import { join } from 'node:path'
import { screenFragment } from '#core/contract/pageAddress.ts'
import { ok, type Result } from '#core/problem.ts'
import { pageFolder } from '#main/assets.ts'
import { defaultLibraryPath } from '#main/library/library.ts'
import { createServices } from '#main/services.ts'
import { openAppWindow } from './appWindow.ts'
import { startWebHost } from './server.ts'

export interface RunOptions {
  readonly libraryPath?: string | undefined
  readonly port: number
  /** Open the demo Space at once. */
  readonly demo: boolean
  /** Show a window; otherwise only the address is printed. */
  readonly open: boolean
  readonly projectId?: string | undefined
  /** Print the address as one JSON value, and nothing else. */
  readonly json?: boolean
}

/** Resolves when the host has ended. Problems: those of opening the library, `usage` for a taken port. */
export async function runHost(options: RunOptions): Promise<Result<null>> {
  const services = createServices({ libraryPath: options.libraryPath ?? defaultLibraryPath(), host: 'web' })
  if (!services.ok) return services
  const host = await startWebHost(services.value, { pageFolder: pageFolder(), port: options.port })
  if (!host.ok) {
    await services.value.close()
    return host
  }
  const url = new URL(host.value.url)
  if (options.demo || options.projectId) url.hash = screenFragment(options)
  const ended = Promise.withResolvers<void>()
  const window = options.open
    ? openAppWindow(url.href, join(services.value.library.path, 'browser'))
    : undefined
  window?.once('error', () => console.error(`No window could be opened. Open ${url.href}`))
  window?.once('exit', () => ended.resolve())
  if (options.json) console.log(JSON.stringify({ url: url.href }))
  else if (window)
    console.log('Afterspace is open in a window of its own. Close it, or press Ctrl+C, to end.')
  else console.log(`Afterspace is at ${url.href}\nPress Ctrl+C to end.`)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => ended.resolve())
  await ended.promise
  window?.kill()
  await host.value.close()
  await services.value.close()
  return ok(null)
}
