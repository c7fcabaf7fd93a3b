import { spawn } from 'node:child_process'
import type { Command } from 'commander'
import { workerPath } from '#main/assets.ts'
import { examine } from '#main/doctor.ts'
import { storage } from '#main/library/storage.ts'
import { type Run, usage } from '../context.ts'
import { table } from '../output.ts'
import { readNumber } from '../values.ts'

export function addHostCommands(program: Command, run: Run, setExitCode: (code: number) => void): void {
  program
    .command('serve')
    .description('serve the editor on this machine and print its address')
    .option('--port <port>', 'port on 127.0.0.1; otherwise a free one')
    .action(async ({ port }: { port?: string }) => {
      const number = port === undefined ? 0 : readNumber('--port', port, 0, 65_535)
      if (!Number.isInteger(number)) usage(`“${port}” is not a port.`)
      setExitCode(await runWebHost(program, ['--no-open', '--port', String(number)]))
    })

  program
    .command('open')
    .description('open the editor, with a project at once')
    .argument('[project]')
    .action(async (reference: string | undefined) => {
      const args: string[] = []
      let failed = false
      if (reference !== undefined) {
        failed = true
        await run(async (cli) => {
          args.push('--project', cli.project(reference).id)
          failed = false
        })
      }
      if (!failed) setExitCode(await runWebHost(program, args))
    })

  program
    .command('doctor')
    .description('check what Afterspace needs: ffmpeg, the library, disk space')
    .action(() =>
      run(async ({ services, output }) => {
        const checks = await examine(services.library)
        const healthy = checks.every((check) => check.ok)
        const rows = checks.map(({ ok, name, detail, hint }) => [
          ok ? 'ok' : 'PROBLEM',
          name,
          hint ? `${detail} ${hint}` : detail,
        ])
        output.result({ healthy, checks, storage: storage(services.library).totals }, table(rows))
        return healthy ? 0 : 1
      }),
    )
}

/** Runs the web host as a process of its own, because hosts do not know each other; returns its exit code. */
function runWebHost(program: Command, args: readonly string[]): Promise<number> {
  const { library, json } = program.opts<{ library?: string; json?: boolean }>()
  const globals = [...(json ? ['--json'] : []), ...(library === undefined ? [] : ['--library', library])]
  const entry = workerPath('main/hosts/web/main.ts', 'web')
  const child = spawn(process.execPath, [entry, ...args, ...globals], { stdio: 'inherit' })
  // The terminal sends Ctrl+C to both; this one waits for the host to end in order.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
