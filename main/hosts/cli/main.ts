#!/usr/bin/env node
/** `afterspace`: the command line. Exit: 0 done, 1 failed, 2 wrong usage. */
import { runCli } from './program.ts'

// A reader that has seen enough (`| head`) closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})
process.exitCode = await runCli(process.argv.slice(2))
