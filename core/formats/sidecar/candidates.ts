/** Which files beside a recording may tell of it. */
import { spaceIdOf } from './spaceIdOf.ts'

/** Endings of sidecars, the longest first, after which a sidecar's stem is that of its recording. */
const ENDINGS = [' CC.jsonl', ' CC.txt', '.info.json', '.jsonl', '.json', '.txt']
const ARCHIVE = /^(spaces-metadata|account)(-part\d+)?\.js$/i

/**
 * The names that are worth reading as sidecars of `recordingName`, in the order of `names`. These are names in the
 * recording's folder, and those of the folder above it as `../name`, from which only an archive's own files are taken
 * (`data/spaces-metadata.js` beside `data/spaces_media/`). Whether one *is* a sidecar, its content says.
 */
export function sidecarCandidates(recordingName: string, names: readonly string[]): string[] {
  const recording = plain(baseName(recordingName))
  const stem = recording.replace(/\.[^.]{1,5}$/, '')
  const spaceId = spaceIdOf(recordingName)
  return names.filter((name) => {
    const base = baseName(name)
    if (ARCHIVE.test(base)) return true
    if (/^\.\.[\\/]/.test(name)) return false
    const ending = ENDINGS.find((one) => plain(base).endsWith(one.toLowerCase()))
    if (!ending || plain(base) === recording) return false
    const own = plain(base).slice(0, -ending.length)
    return own === stem || own === recording || (spaceId !== null && spaceIdOf(base) === spaceId)
  })
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}

/** Systems differ in case and in how they compose letters. */
function plain(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
