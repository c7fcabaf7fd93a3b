/** Which process something belongs to, and whether that process still runs. */

/**
 * Names this run of this process. The start is part of it, because process ids are given out again, in a container
 * even the very same one at every start.
 */
export const OWNER = `${process.pid}@${Math.round(performance.timeOrigin)}`

/** Whether the process named so still runs; one that took over its id counts only where it is not ours. */
export function isOwnerAlive(owner: string): boolean {
  const pid = Number.parseInt(owner, 10)
  return owner === OWNER || (pid !== process.pid && isAlive(pid))
}

/** Whether a process with this id runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
