/** Runs the command line as a person does: a process of its own. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { assetPath } from '#main/assets.ts'

/** Every command is a process that starts anew; a busy machine takes seconds for each. */
export const PATIENCE = 240_000

export interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [assetPath('main/hosts/cli/main.ts'), ...args], {
    env: { ...process.env, ...env },
  })
}

export async function finish(child: ChildProcessWithoutNullStreams): Promise<Run> {
  const [stdout, stderr] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    child.exitCode ?? once(child, 'exit'),
  ])
  return { code: child.exitCode, stdout, stderr }
}

export function afterspace(args: readonly string[], input = ''): Promise<Run> {
  const child = start(args)
  child.stdin.end(input)
  return finish(child)
}

/** A command line that always names one library. */
export function commandLine(library: string) {
  /** The run of a command that is to succeed, for a person. */
  async function say(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await afterspace([...args, '--library', library])
    if (code !== 0) throw new Error(`afterspace ${args.join(' ')}: ${stderr}`)
    return stdout
  }
  /** The one JSON value of a command that is to succeed. */
  async function json<T = Record<string, unknown>>(...args: string[]): Promise<T> {
    const { code, stdout, stderr } = await afterspace(['--json', '--library', library, ...args])
    if (code !== 0) throw new Error(`afterspace ${args.join(' ')}: ${stdout}${stderr}`)
    return JSON.parse(stdout)
  }
  /** The problem and exit code of a command that is to fail: the same with and without `--json`. */
  async function refused(...args: string[]) {
    const { code, stdout, stderr } = await afterspace([...args, '--library', library, '--json'])
    const { error } = JSON.parse(stdout) as { error: { code: string; message: string; hint: string } }
    return { exit: code, ...error, stderr }
  }
  return { library, say, json, refused }
}
