/** Where the window was, kept in a small JSON file. Damage of it costs a default size and nothing else. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface WindowState {
  /** Bounds when not maximised; without `x` and `y` the system puts the window in the middle. */
  readonly bounds: {
    readonly x?: number
    readonly y?: number
    readonly width: number
    readonly height: number
  }
  readonly isMaximized: boolean
}

export const SMALLEST_WINDOW = { width: 880, height: 560 } as const
const FIRST_WINDOW = { width: 1440, height: 900 } as const
/** As much of the window's upper edge must be on a screen for a person to take hold of it. */
const GRIP = { width: 120, height: 40 } as const

const schema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  isMaximized: z.boolean(),
})

/**
 * The state to open with.
 * @param text what was written; undefined or damaged gives the default
 * @param screens work areas of the screens that are there now
 */
export function restoreWindowState(text: string | undefined, screens: readonly Area[]): WindowState {
  const saved = parse(text)
  const largest = {
    width: Math.max(SMALLEST_WINDOW.width, ...screens.map(({ width }) => width)),
    height: Math.max(SMALLEST_WINDOW.height, ...screens.map(({ height }) => height)),
  }
  const wanted = saved ?? FIRST_WINDOW
  const size = {
    width: clamp(wanted.width, SMALLEST_WINDOW.width, largest.width),
    height: clamp(wanted.height, SMALLEST_WINDOW.height, largest.height),
  }
  if (!saved) return { bounds: size, isMaximized: false }
  const placed = { x: saved.x, y: saved.y, ...size }
  const isReachable = screens.some((screen) => showsGrip(screen, placed))
  return { bounds: isReachable ? placed : size, isMaximized: saved.isMaximized }
}

/** The text for {@link restoreWindowState}. */
export function formatWindowState(bounds: Area, isMaximized: boolean): string {
  const { x, y, width, height } = bounds
  return `${JSON.stringify({ x, y, width, height, isMaximized })}\n`
}

/** The file's text; undefined when it cannot be read. */
export function readStateFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** Writes beside and renames, so that the file is whole. A full disk is no reason to bother anybody here. */
export function writeStateFile(path: string, text: string): void {
  try {
    writeFileSync(`${path}.new`, text)
    renameSync(`${path}.new`, path)
  } catch {
    // The window opens with its old or default place next time.
  }
}

function parse(text: string | undefined): z.infer<typeof schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(text ?? '')).data
  } catch {
    return undefined
  }
}

function showsGrip(screen: Area, window: Area): boolean {
  const seenWidth = Math.min(screen.x + screen.width, window.x + window.width) - Math.max(screen.x, window.x)
  const isTopSeen = window.y >= screen.y - 1 && window.y + GRIP.height <= screen.y + screen.height
  return isTopSeen && seenWidth >= GRIP.width
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
