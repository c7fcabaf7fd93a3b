/** From recordings to a project, and from a recording into a project that is there. */
import { randomUUID } from 'node:crypto'
import type { Hole } from '#core/contract/imports.ts'
import type { Progress } from '#core/contract/shapes.ts'
import { applyCommand } from '#core/edit/apply.ts'
import { createEpisode } from '#core/episode/create.ts'
import type { Episode } from '#core/episode/schema.ts'
import { episodeDuration } from '#core/episode/timeline.ts'
import { ok, type Result } from '#core/problem.ts'
import { formatLength } from '#core/time/timecode.ts'
import { type Samples, secondsToSamples } from '#core/time/units.ts'
import type { Library } from '#main/library/library.ts'
import { dropUnusedMedia } from '#main/library/sweep.ts'
import { clockOf, type GatheredRecording, type GatherOptions, gatherRecording } from './gatherRecording.ts'
import type { ProjectService } from './projectService.ts'

export interface ImportProjectOptions extends Omit<GatherOptions, 'path'> {
  /** Several become one episode. */
  readonly paths: readonly string[]
  readonly title?: string | undefined
  /** What becomes of the time between recordings; `cut` when absent. */
  readonly hole?: Hole | undefined
}

export interface ImportedProject {
  readonly projectId: string
  readonly warnings: readonly string[]
}

/**
 * Imports recordings and makes a project of them, in the order of their clocks where all have one. Problems: those of
 * an import (`not-audio`, `empty-file`, `no-sound`, `unreadable`, `vanished`, `cancelled`, `disk-full`,
 * `ffmpeg-missing`, `ffmpeg-failed`, those of archives), and those of writing the project.
 */
export async function importProject(
  library: Library,
  projects: ProjectService,
  { paths, title, hole = 'cut', ...options }: ImportProjectOptions,
): Promise<Result<ImportedProject>> {
  const gathered: GatheredRecording[] = []
  for (const [place, path] of paths.entries()) {
    const onProgress = partOf(options.onProgress, place, paths.length)
    const one = await gatherRecording(library, { ...options, path, ...(onProgress && { onProgress }) })
    if (!one.ok) {
      drop(library, gathered)
      return one
    }
    gathered.push(one.value)
  }
  const made = makeProject(projects, inTimeOrder(gathered), title, hole)
  if (!made.ok) drop(library, gathered)
  return made
}

export interface AddRecordingOptions extends GatherOptions {
  readonly projectId: string
  /** Timeline sample; the end when absent. */
  readonly at?: Samples | undefined
  readonly hole?: Hole | undefined
}

/** Joins a recording to an episode in one undo step. Problems: those of an import and of an edit. */
export async function addRecording(
  library: Library,
  projects: ProjectService,
  { projectId, at, hole = 'cut', ...options }: AddRecordingOptions,
): Promise<Result<ImportedProject>> {
  const found = projects.open(projectId)
  if (!found.ok) return found
  const gathered = await gatherRecording(library, options)
  if (!gathered.ok) return gathered
  const { clock, recording, warnings } = gathered.value
  // It may have been edited meanwhile, and the command is made for the document as it is now.
  const state = projects.open(projectId)
  const before = state.ok && isAtEnd(state.value.episode, at) ? lastClock(library, state.value.episode) : null
  const between = holeBetween({ clock: before }, { clock })
  const holeSamples = hole === 'keep' ? between.samples : 0
  const applied = projects.apply(projectId, [{ type: 'addRecording', ...recording, at, holeSamples }])
  if (applied.ok) return ok({ projectId, warnings: [...warnings, ...between.warnings] })
  drop(library, [gathered.value])
  return applied
}

/** A project of recordings that follow each other. */
function makeProject(
  projects: ProjectService,
  recordings: readonly GatheredRecording[],
  title: string | undefined,
  hole: Hole,
): Result<ImportedProject> {
  const [first, ...others] = recordings
  let episode = episodeOf(first!, title)
  const warnings = recordings.flatMap((one) => one.warnings)
  for (const [place, next] of others.entries()) {
    const between = holeBetween(recordings[place]!, next)
    warnings.push(...between.warnings)
    const holeSamples = hole === 'keep' ? between.samples : 0
    const joined = applyCommand(episode, { type: 'addRecording', ...next.recording, holeSamples })
    if (!joined.ok) return joined
    episode = joined.value
  }
  const created = projects.create(episode)
  return created.ok ? ok({ projectId: created.value.id, warnings: [...new Set(warnings)] }) : created
}

function episodeOf({ recording, ...known }: GatheredRecording, title: string | undefined): Episode {
  return createEpisode({
    id: randomUUID().slice(0, 8),
    title: title?.trim() || known.title || known.nameTitle,
    artist: known.artist,
    recording: recording.media,
    people: recording.people,
    passages: recording.passages,
  })
}

type Clocked = Pick<GatheredRecording, 'clock'>

/** By the clock of the room where all have one; as they were given otherwise. */
function inTimeOrder(gathered: readonly GatheredRecording[]): readonly GatheredRecording[] {
  if (gathered.some(({ clock }) => clock === null)) return gathered
  return gathered.toSorted((a, b) => a.clock!.startSeconds - b.clock!.startSeconds)
}

/** Recordings of one evening: further apart, they are joined and nothing is kept between them. */
const LONGEST_HOLE_SECONDS = 12 * 3600

/**
 * The time between two recordings that nobody recorded; 0 where no clock tells. Two that began at the same moment are
 * the same, or know no more than when their Space began.
 */
function holeBetween(before: Clocked, after: Clocked): { samples: Samples; warnings: readonly string[] } {
  if (!before.clock || !after.clock || before.clock.startSeconds === after.clock.startSeconds)
    return { samples: 0, warnings: [] }
  const seconds = after.clock.startSeconds - before.clock.endSeconds
  if (seconds >= 0 && seconds <= LONGEST_HOLE_SECONDS)
    return { samples: secondsToSamples(seconds), warnings: [] }
  const overlap = formatLength(secondsToSamples(-seconds))
  return { samples: 0, warnings: seconds < -1 ? [`Two of the recordings overlap by ${overlap}.`] : [] }
}

function isAtEnd(episode: Episode, at: Samples | undefined): boolean {
  return at === undefined || at === episodeDuration(episode)
}

/** The clock of the recording that an episode ends with. */
function lastClock(library: Library, episode: Episode): GatheredRecording['clock'] {
  const last = episode.clips.findLast(({ mediaId }) => library.find(mediaId)?.kind === 'recording')
  const record = last && library.find(last.mediaId)
  if (!record || record.startedAtUnixSeconds === null) return null
  return clockOf(record, record.startedAtUnixSeconds)
}

/** Lets go of recordings that no project came to need. */
function drop(library: Library, gathered: readonly GatheredRecording[]): void {
  const ids = new Set(gathered.map(({ recording }) => recording.media.id))
  dropUnusedMedia(library, ({ id }) => ids.has(id))
}

/** Progress of one of several as progress of the whole. */
function partOf(
  onProgress: ((progress: Progress) => void) | undefined,
  place: number,
  count: number,
): ((progress: Progress) => void) | undefined {
  if (!onProgress || count === 1) return onProgress
  return ({ stage, fraction, secondsLeft }) =>
    onProgress({
      stage: `${stage} (${place + 1} of ${count})`,
      fraction: (place + fraction) / count,
      // Of the others nothing is known yet.
      secondsLeft: place === count - 1 ? secondsLeft : null,
    })
}
