import { z } from 'zod'
import { newSpeaker } from '../../episode/newSpeaker.ts'
import {
  displayName,
  type Episode,
  type Passage,
  type Segment,
  type Speaker,
  segmentSchema,
  wordSchema,
} from '../../episode/schema.ts'
import { fail, ok } from '../../problem.ts'
import { defineCommand, nextId } from '../define.ts'
import { sortPassages } from '../passageEdits.ts'
import { sortSegments, uncovered } from '../segmentEdits.ts'

const key = z.string().max(2_000)
const sample = z.number().int().nonnegative()
const range = { startSample: sample, endSample: sample }

/** Who a name of the file is: somebody known, or somebody new. */
const speakerChoice = z.union([
  z.strictObject({ key, speakerId: z.string() }),
  z.strictObject({ key, newName: displayName }),
])

/**
 * Takes over what a file says of one recording: who speaks when, and what is said. Turns of a person are added
 * only where that person has none yet. `replace` says what of the same recording goes first.
 */
export const importSpeech = defineCommand({
  type: 'importSpeech',
  schema: z.strictObject({
    type: z.literal('importSpeech'),
    recordingId: z.string(),
    /** The file's name, for the history. */
    source: z.string().max(200).optional(),
    origin: z.enum(['imported', 'sidecar']).optional(),
    speakers: z.array(speakerChoice).max(2_000),
    segments: z.array(
      z.strictObject({ ...range, speakerKey: key, confidence: segmentSchema.shape.confidence.optional() }),
    ),
    passages: z.array(
      z.strictObject({ ...range, speakerKey: key.nullable(), words: z.array(wordSchema).min(1) }),
    ),
    replace: z.strictObject({
      segments: z.enum(['none', 'imported', 'all']),
      passages: z.enum(['none', 'all']),
    }),
  }),
  apply: (episode, command) => {
    const people = takePeople(episode, command.speakers)
    if (!people.ok) return people
    const { ids, speakers } = people.value
    let { nextSerial } = people.value
    const { recordingId, replace, origin = 'imported' } = command
    const keptSegments = episode.segments.filter(
      (segment) =>
        segment.recordingId !== recordingId ||
        replace.segments === 'none' ||
        (replace.segments === 'imported' && segment.origin !== 'imported'),
    )
    const unknown = [...command.segments, ...command.passages].find(
      ({ speakerKey }) => speakerKey !== null && !ids.has(speakerKey),
    )
    if (unknown) return fail('invalid-command', `Nothing says who “${unknown.speakerKey}” is.`)
    const turns = command.segments.map(({ speakerKey, startSample, endSample, confidence = 1 }) => ({
      speakerId: ids.get(speakerKey)!,
      recordingId,
      startSample,
      endSample,
      origin,
      confidence,
    }))
    const segments = uncovered(turns, keptSegments).map(
      (turn): Segment => ({ id: nextId({ nextSerial: nextSerial++ }, 'g'), ...turn }),
    )
    const passages = command.passages.map(
      ({ speakerKey, ...passage }): Passage => ({
        ...passage,
        id: nextId({ nextSerial: nextSerial++ }, 'p'),
        recordingId,
        speakerId: speakerKey === null ? null : ids.get(speakerKey)!,
        origin,
      }),
    )
    const keptPassages =
      replace.passages === 'all'
        ? episode.passages.filter((passage) => passage.recordingId !== recordingId)
        : episode.passages
    return ok({
      ...episode,
      speakers,
      segments: sortSegments([...keptSegments, ...segments]),
      passages: sortPassages([...keptPassages, ...passages]),
      nextSerial,
    })
  },
  label: ({ source, passages }) => {
    const what = passages.length > 0 ? 'transcript' : 'speakers'
    return source ? `Import ${what} from ${source}` : `Import ${what}`
  },
})

type Choice = z.infer<typeof speakerChoice>

function takePeople(episode: Episode, choices: readonly Choice[]) {
  const ids = new Map<string, string>()
  const speakers: Speaker[] = [...episode.speakers]
  let { nextSerial } = episode
  const known = new Set(speakers.map(({ id }) => id))
  for (const choice of choices) {
    if (ids.has(choice.key)) return fail('invalid-command', `“${choice.key}” is named twice.`)
    if ('speakerId' in choice) {
      if (!known.has(choice.speakerId)) return fail('not-found', `There is no speaker ${choice.speakerId}.`)
      ids.set(choice.key, choice.speakerId)
    } else {
      const id = nextId({ nextSerial: nextSerial++ }, 's')
      speakers.push(newSpeaker(speakers, { id, name: choice.newName }))
      ids.set(choice.key, id)
    }
  }
  const isChanged = speakers.length !== episode.speakers.length
  return ok({ ids, nextSerial, speakers: isChanged ? speakers : episode.speakers })
}
