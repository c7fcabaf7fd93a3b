/** What set-up says. All of it goes to stderr: stdout belongs to the program that is being started. */

/** One line for a step that takes a moment. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** A step could not be done and there is no way around it: what happened, and what to do. */
export class SetupError extends Error {
  constructor(message, hint = '') {
    super(hint ? `${message}\n${hint}` : message)
    this.name = 'SetupError'
  }
}

/** Runs a script's main function; an expected failure is printed without a stack trace. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    say(error.message)
    process.exitCode = 1
  }
}

/** The last lines of a program's output, for an error message. */
export function tail(output, lineCount = 8) {
  return output.trim().split('\n').slice(-lineCount).join('\n')
}
