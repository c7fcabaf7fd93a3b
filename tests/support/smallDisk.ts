/** A disk of a few megabytes, for what happens when it is full. Only root can mount one. */
import { execFileSync } from 'node:child_process'
import { onTestFinished } from 'vitest'
import { tempFolder } from './library.ts'

/** The mount's folder, or why there is none. */
export function mountSmallDisk(megabytes: number): { folder: string } | { whyNot: string } {
  if (process.platform !== 'linux') return { whyNot: 'a small disk is mounted on Linux only' }
  const folder = tempFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'pipe' })
  } catch {
    return { whyNot: 'this account may not mount a disk' }
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]))
  return { folder }
}

export function remount(folder: string, option: 'ro' | 'rw'): void {
  execFileSync('mount', ['-o', `remount,${option}`, folder])
}
