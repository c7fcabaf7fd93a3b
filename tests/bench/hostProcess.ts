/** The web host as a person runs it: a process of its own, so that its memory can be told. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { assetPath } from '#main/assets.ts'

export interface HostProcess {
  readonly url: string
  /** Resident memory in bytes, ffmpeg's not counted. */
  readonly memoryBytes: () => number
  readonly close: () => Promise<void>
}

/** Starts the host on a library and waits until it has said its address. */
export async function startHost(libraryPath: string): Promise<HostProcess> {
  const entry = assetPath('main/hosts/web/main.ts')
  const child = spawn(process.execPath, [entry, '--no-open', '--library', libraryPath], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface(child.stdout)) {
    const url = /http:\S+/.exec(line)?.[0]
    if (!url) continue
    return {
      url,
      memoryBytes: () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)])) * 1024,
      close: async () => {
        child.kill('SIGTERM')
        await once(child, 'exit')
      },
    }
  }
  throw new Error('The host ended before it said its address.')
}
