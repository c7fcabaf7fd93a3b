/** The id of a Space out of the names that tools give their files. */

/**
 * In the order of trust: the archive's own names, an id in brackets, one at the end after a dash, one by itself.
 * Every id that was seen begins with 1, which tells it from words and years; a letter tells it from timestamps, and
 * where it stands alone, letters of both cases do.
 */
const PATTERNS = [
  /(?:^|[\\/])space-(?=\d*[A-Za-z])([0-9A-Za-z]{13})(?![0-9A-Za-z])/g,
  /[([](?=\d*[A-Za-z])(1[0-9A-Za-z]{12})[)\]]/g,
  /-(?=\d*[A-Za-z])(1[0-9A-Za-z]{12})(?=(?:\.[^\\/]*)?$)/g,
  /(?<![0-9A-Za-z])(?=\w*[A-Z])(?=\w*[a-z])(1[0-9A-Za-z]{12})(?![0-9A-Za-z])/g,
]

/**
 * The Space that a file's name tells of: `space-1vOxwAbcdEfGh_0.ts`, `Title (1vOxwAbcdEfGh).m4a`,
 * `Title [1vOxwAbcdEfGh].m4a`, `(host)Title-1vOxwAbcdEfGh.json`, or the id anywhere by itself. Null where none
 * stands there.
 */
export function spaceIdOf(fileName: string): string | null {
  const name = fileName.slice(-1000)
  for (const pattern of PATTERNS) {
    const last = [...name.matchAll(pattern)].at(-1)?.[1]
    if (last) return last
  }
  return null
}
