#!/usr/bin/env node
/** `afterspace`: the command line. Exit: 0 done, 1 failed, 2 wrong usage. */
import { runCli } from './program.ts'

process.exitCode = await runCli(process.argv.slice(2))
