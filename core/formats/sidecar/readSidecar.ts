/** Any file that may tell of a Space. */
import { fail, ok, type Result } from '../../problem.ts'
import { archiveAccount, archiveSpaces } from './archive.ts'
import { audioSpaceFacts } from './audioSpace.ts'
import { looksLikeCaptionsLog, readCaptionsLog } from './captionsLog.ts'
import { looksLikeCaptionsText, readCaptionsText } from './captionsText.ts'
import { infoJsonFacts } from './infoJson.ts'
import { MAX_TEXT } from './limits.ts'
import { readJson, withoutMark } from './mend.ts'
import type { SpaceFacts } from './spaceFacts.ts'
import { spaceIdOf } from './spaceIdOf.ts'

/**
 * What a file says of Spaces: one item as a rule, and one for each Space in an archive's list. What the text holds
 * decides what it is; `name` is asked only where the text cannot tell (captions without times, an empty log) and
 * for the Space's id where the text has none.
 *
 * @returns null where the file is no sidecar. Problems: `unreadable` (a sidecar by its name, of which nothing can be
 *   read), `unsupported` (too big to be one).
 */
export function readSidecar(name: string, text: string): Result<readonly SpaceFacts[]> | null {
  const isNamed = NAMED.test(name)
  if (text.length > MAX_TEXT) return isNamed ? fail('unsupported', `“${name}” is too big to be read.`) : null
  const read = factsIn(name, text)
  if (read) return ok(read.map((facts) => withName(facts, name)))
  return isNamed
    ? fail('unreadable', `Nothing in “${name}” can be read.`, 'Fetch it again, or import without it.')
    : null
}

/** Names that only sidecars have. */
const NAMED = / CC\.(jsonl|txt)$|(^|[\\/])spaces-metadata(-part\d+)?\.js$/i

function factsIn(name: string, text: string): readonly SpaceFacts[] | null {
  const start = withoutMark(text).trimStart()
  if (looksLikeCaptionsLog(text)) return one(readCaptionsLog(text))
  if (start.startsWith('{')) return jsonFacts(text)
  if (looksLikeCaptionsText(text)) return one(readCaptionsText(text))
  const spaces = archiveSpaces(text)
  if (spaces) return spaces
  const account = archiveAccount(text)
  if (account) return [account]
  if (/ CC\.jsonl$/i.test(name) && start === '') return one(readCaptionsLog(text))
  return / CC\.txt$/i.test(name) ? one(readCaptionsText(text)) : null
}

function jsonFacts(text: string): readonly SpaceFacts[] | null {
  const json = readJson(text)
  if (!json) return null
  const facts = audioSpaceFacts(json.value) ?? infoJsonFacts(json.value)
  if (!facts) return null
  const warning = 'The end of the Space’s description is missing; what stands before it was read.'
  return [json.isWhole ? facts : { ...facts, warnings: [...facts.warnings, warning] }]
}

function one(read: Result<SpaceFacts>): readonly SpaceFacts[] | null {
  return read.ok ? [read.value] : null
}

/** Archives' files are about many Spaces, or none; all others are named after theirs. */
function withName(facts: SpaceFacts, name: string): SpaceFacts {
  if (facts.spaceId !== null || facts.origin === 'archive-spaces' || facts.origin === 'archive-account')
    return facts
  return { ...facts, spaceId: spaceIdOf(name) }
}
