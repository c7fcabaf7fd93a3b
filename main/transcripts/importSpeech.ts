/** Speaker and transcript files into a project: first what would happen, then the edit. */
import { basename } from 'node:path'
import type { z } from 'zod'
import type { SpeechImportRequest, SpeechPreview, speechFileSchema } from '#core/contract/transcripts.ts'
import type { Episode } from '#core/episode/schema.ts'
import { passageText } from '#core/episode/words.ts'
import { readSpokenFile } from '#core/formats/transcript/read.ts'
import { SPOKEN_FORMATS } from '#core/formats/transcript/spoken.ts'
import { fail, ok, type Result } from '#core/problem.ts'
import { choicesFor, importCommand, wantsTurns } from '#core/speech/importCommand.ts'
import { matchSpeakers } from '#core/speech/matchSpeakers.ts'
import { type PlacedSpeech, placeSpokenFile } from '#core/speech/place.ts'
import { readTextFile } from '#main/importing/readText.ts'
import type { ProjectService, ProjectState } from '#main/projects/projectService.ts'

type SpeechFile = z.infer<typeof speechFileSchema>

/** So many of the first passages are shown. */
const PREVIEW_LINES = 8
const PREVIEW_CHARACTERS = 300

/** More than any recording holds: a day and a night of ceaseless talk. */
const MAX_ENTRIES = 400_000
const MAX_CHARACTERS = 4_000_000
const MAX_WORDS = 400_000

interface Loaded {
  readonly episode: Episode
  readonly placed: PlacedSpeech
  readonly preview: SpeechPreview
}

/**
 * What an import of the file would do. Problems: those of reading a text file, `unsupported`, `empty-file`,
 * `not-found` (project, recording), `ambiguous` (which recording), `out-of-range` (nothing lies in the recording).
 */
export async function previewSpeech(
  projects: ProjectService,
  file: SpeechFile,
): Promise<Result<SpeechPreview>> {
  const loaded = await load(projects, file)
  return loaded.ok ? ok(loaded.value.preview) : loaded
}

/** Imports the file in one undo step. Problems: those of {@link previewSpeech} and of an edit. */
export async function importSpeech(
  projects: ProjectService,
  request: SpeechImportRequest,
): Promise<Result<ProjectState & { readonly preview: SpeechPreview }>> {
  const loaded = await load(projects, request)
  if (!loaded.ok) return loaded
  const { episode, placed, preview } = loaded.value
  const { turns = preview.wantsTurns, transcript = true, replace } = request
  const isEmpty = (!turns || placed.turns.length === 0) && (!transcript || placed.passages.length === 0)
  if (isEmpty)
    return fail(
      'unsupported',
      `${preview.source} does not say ${transcript ? 'what is said' : 'who speaks'}.`,
      transcript ? 'Import it as a file of speakers.' : 'Import it as a transcript.',
    )
  const choices = choicesFor(preview.speakers, request.choices)
  const command = importCommand(episode, placed, choices, {
    recordingId: preview.recordingId,
    source: preview.source,
    turns,
    transcript,
    // What is not taken over replaces nothing.
    replace: {
      segments: turns ? (replace?.segments ?? 'imported') : 'none',
      passages: transcript ? (replace?.passages ?? 'none') : 'none',
    },
  })
  const applied = projects.apply(request.projectId, [command], { baseRevision: request.baseRevision })
  return applied.ok ? ok({ ...applied.value, preview }) : applied
}

async function load(projects: ProjectService, file: SpeechFile): Promise<Result<Loaded>> {
  const state = projects.open(file.projectId)
  if (!state.ok) return state
  const { episode } = state.value
  const recording = recordingOf(episode, file.recordingId)
  if (!recording.ok) return recording
  const text = await readTextFile(file.path)
  if (!text.ok) return text
  const { id: recordingId, durationSamples } = recording.value
  const source = basename(file.path)
  const spoken = readSpokenFile(source, text.value, recordingId)
  if (!spoken.ok) return spoken
  // Looked at before every word gets a place, which takes much more memory than the text.
  const characters = spoken.value.cues.reduce((sum, { text }) => sum + (text?.length ?? 0), 0)
  if (spoken.value.cues.length > MAX_ENTRIES || characters > MAX_CHARACTERS) return tooMuch(source)
  const placed = placeSpokenFile(spoken.value, { durationSamples, offsetSeconds: file.offsetSeconds ?? 0 })
  const { turns, passages, counts, warnings } = placed
  if (turns.length === 0 && passages.length === 0)
    return fail(
      'out-of-range',
      `Nothing that ${source} tells lies within the recording.`,
      counts.outside > 0 ? 'Check the offset, and that the file belongs to this recording.' : '',
    )
  if (counts.words > MAX_WORDS) return tooMuch(source)
  const own = episode.segments.filter((segment) => segment.recordingId === recordingId)
  const importedTurns = own.filter(({ origin }) => origin === 'imported').length
  const preview: SpeechPreview = {
    source,
    format: spoken.value.format,
    formatName: SPOKEN_FORMATS[spoken.value.format],
    recordingId,
    speakers: matchSpeakers(placed, episode, recordingId),
    counts: { ...counts, turns: turns.length, passages: passages.length },
    warnings: [...warnings],
    lines: passages.slice(0, PREVIEW_LINES).map(({ words, ...line }) => ({
      ...line,
      text: passageText(words).slice(0, PREVIEW_CHARACTERS),
    })),
    wantsTurns: wantsTurns(placed, episode, recordingId),
    existing: {
      importedTurns,
      otherTurns: own.length - importedTurns,
      passages: episode.passages.filter((passage) => passage.recordingId === recordingId).length,
    },
  }
  return ok({ episode, placed, preview })
}

function tooMuch(source: string): Result<never> {
  return fail(
    'unsupported',
    `${source} tells more than a day of ceaseless talk: over ${MAX_WORDS} words or entries.`,
    'Choose the transcript of this recording alone.',
  )
}

function recordingOf(episode: Episode, recordingId: string | undefined) {
  const recordings = episode.media.filter(({ kind }) => kind === 'recording')
  const known = recordings.map(({ id, name }) => `${id} (${name})`).join(', ')
  if (recordingId === undefined && recordings.length > 1)
    return fail('ambiguous', 'The project has several recordings.', `Say which the file is of: ${known}.`)
  const found = recordingId === undefined ? recordings[0] : recordings.find(({ id }) => id === recordingId)
  return found ? ok(found) : fail('not-found', `There is no recording ${recordingId}.`, `Known: ${known}.`)
}
