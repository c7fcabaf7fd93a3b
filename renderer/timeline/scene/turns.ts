/**
 * Speaker turns as the timeline shows them. Turns stay where they are anchored, in the source, indexed for binary
 * search; what a stretch of the timeline shows of them is read through the clips when it is asked for. So an edit
 * of the clips costs nothing here, and 20,000 turns cost only what is in sight.
 */
import type { Clip, Episode, Segment, Speaker } from '#core/episode/schema.ts'
import { isContinuous, placeClips } from '#core/episode/timeline.ts'
import { firstIndex } from '#core/firstIndex.ts'
import type { Samples } from '#core/time/units.ts'

/** A stretch of a turn that plays without a hole. */
export interface TurnPiece {
  readonly segment: Segment
  readonly lane: number
  readonly from: Samples
  readonly to: Samples
  /** Source sample that plays at `from`. */
  readonly sourceFrom: Samples
}

/** One person's turns in one recording, by start. */
export interface SourceTurns {
  readonly segments: Segment[]
  /** `reach[i]` is the latest end of turns 0 to i: turns of one person may overlap. */
  readonly reach: number[]
}

/** Clips that play on from one another without a cut, as one stretch. */
export interface Run {
  readonly mediaId: string
  readonly from: Samples
  readonly to: Samples
  readonly sourceFrom: Samples
}

export interface Turns {
  readonly runs: readonly Run[]
  /** For each speaker, in the document's order: turns by recording. */
  readonly lanes: readonly ReadonlyMap<string, SourceTurns>[]
}

/** The turns of an episode; both parts are cached by identity. */
export function turnsOf({
  clips,
  segments,
  speakers,
}: Pick<Episode, 'clips' | 'segments' | 'speakers'>): Turns {
  return { runs: runsOf(clips), lanes: lanesOf(segments, speakers) }
}

const runCache = new WeakMap<readonly Clip[], readonly Run[]>()

function runsOf(clips: readonly Clip[]): readonly Run[] {
  const known = runCache.get(clips)
  if (known) return known
  const runs: Run[] = []
  for (const { clip, index, timelineStart, timelineEnd } of placeClips(clips)) {
    const before = clips[index - 1]
    const last = runs.at(-1)
    if (last && before && isContinuous(before, clip)) runs[runs.length - 1] = { ...last, to: timelineEnd }
    else runs.push({ mediaId: clip.mediaId, from: timelineStart, to: timelineEnd, sourceFrom: clip.start })
  }
  runCache.set(clips, runs)
  return runs
}

const laneCache = new WeakMap<
  readonly Segment[],
  { speakers: readonly Speaker[]; lanes: readonly Map<string, SourceTurns>[] }
>()

function lanesOf(
  segments: readonly Segment[],
  speakers: readonly Speaker[],
): readonly Map<string, SourceTurns>[] {
  const known = laneCache.get(segments)
  if (known?.speakers === speakers) return known.lanes
  const lanes = speakers.map(() => new Map<string, SourceTurns>())
  const laneOf = new Map(speakers.map((speaker, index) => [speaker.id, lanes[index]!]))
  for (const segment of segments) {
    const lane = laneOf.get(segment.speakerId)
    if (!lane) continue
    let turns = lane.get(segment.recordingId)
    if (!turns) {
      turns = { segments: [], reach: [] }
      lane.set(segment.recordingId, turns)
    }
    turns.reach.push(Math.max(turns.reach.at(-1) ?? 0, segment.endSample))
    turns.segments.push(segment)
  }
  laneCache.set(segments, { speakers, lanes })
  return lanes
}

/** Index of the first run that ends after a timeline sample. */
export function firstRunAt({ runs }: Turns, at: Samples): number {
  return firstIndex(runs.length, (index) => runs[index]!.to > at)
}

/** The piece of a segment that a run plays; the two must overlap. */
export function pieceIn(run: Run, segment: Segment, lane: number): TurnPiece {
  const sourceFrom = Math.max(segment.startSample, run.sourceFrom)
  const from = run.from + (sourceFrom - run.sourceFrom)
  const to = Math.min(run.to, run.from + (segment.endSample - run.sourceFrom))
  return { segment, lane, from, to, sourceFrom }
}

/** Visits what timeline range `[from, to)` shows of a lane, in timeline order. */
export function forEachPiece(
  turns: Turns,
  lane: number,
  from: Samples,
  to: Samples,
  visit: (piece: TurnPiece) => void,
): void {
  const byRecording = turns.lanes[lane]
  if (!byRecording) return
  for (let r = firstRunAt(turns, from); r < turns.runs.length; r++) {
    const run = turns.runs[r]!
    if (run.from >= to) return
    const source = byRecording.get(run.mediaId)
    if (!source) continue
    const sourceFrom = run.sourceFrom + Math.max(0, from - run.from)
    const sourceTo = run.sourceFrom + (Math.min(run.to, to) - run.from)
    const { segments, reach } = source
    for (let i = firstIndex(reach.length, (at) => reach[at]! > sourceFrom); i < segments.length; i++) {
      const segment = segments[i]!
      if (segment.startSample >= sourceTo) break
      if (segment.endSample > sourceFrom) visit(pieceIn(run, segment, lane))
    }
  }
}

/** What timeline range `[from, to)` shows of a lane. */
export function piecesIn(turns: Turns, lane: number, from: Samples, to: Samples): TurnPiece[] {
  const pieces: TurnPiece[] = []
  forEachPiece(turns, lane, from, to, (piece) => pieces.push(piece))
  return pieces
}

/** The piece of a lane at a timeline sample: of overlapping ones the one that begins last. */
export function pieceAt(turns: Turns, lane: number, at: Samples): TurnPiece | undefined {
  return piecesIn(turns, lane, at, at + 1).at(-1)
}

/** Every piece of one turn, in timeline order; none where all of it is cut. */
export function piecesOf(
  episode: Pick<Episode, 'clips' | 'segments' | 'speakers'>,
  segmentId: string | null,
): TurnPiece[] {
  const segment = segmentId === null ? undefined : episode.segments.find(({ id }) => id === segmentId)
  if (!segment) return []
  const lane = episode.speakers.findIndex(({ id }) => id === segment.speakerId)
  return runsOf(episode.clips)
    .filter(
      ({ mediaId, from, to, sourceFrom }) =>
        mediaId === segment.recordingId &&
        segment.startSample < sourceFrom + (to - from) &&
        segment.endSample > sourceFrom,
    )
    .map((run) => pieceIn(run, segment, lane))
}
