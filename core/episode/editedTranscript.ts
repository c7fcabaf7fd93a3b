/** The transcript as the edit plays it. */
import { clamp, type Samples } from '../time/units.ts'
import type { Clip, Episode, Passage, Speaker, Word } from './schema.ts'
import { clipsInSourceOrder } from './sourceOrder.ts'

/** A word with its place on the **timeline**; what else is known of it stays. */
export type EditedWord = Word

/** A passage, or a piece of one, on the timeline: `[from, to)`. */
export interface EditedPassage {
  readonly from: Samples
  readonly to: Samples
  readonly speaker: Speaker | null
  /** Those that are heard, at timeline samples within `[from, to]`; never empty. */
  readonly words: readonly EditedWord[]
  /** As it lies in the recording. */
  readonly passage: Passage
  /** The words of `passage` that are heard here, in the same order as `words`. */
  readonly heard: readonly Word[]
}

/**
 * All passages in timeline order. A word is heard where its middle plays. A passage across a cut stays one, since
 * the sound closes up; where its pieces come apart or change their order, each is a passage of its own.
 */
export function editedTranscript(episode: Pick<Episode, 'clips' | 'passages' | 'speakers'>): EditedPassage[] {
  const speakers = new Map(episode.speakers.map((speaker) => [speaker.id, speaker]))
  return episode.passages
    .flatMap((passage) => editedPassage(episode, passage, speakers.get(passage.speakerId ?? '') ?? null))
    .sort((a, b) => a.from - b.from || a.to - b.to)
}

/** One passage as the edit plays it: a piece for each stretch of the timeline, in its order; none where it is cut. */
export function editedPassage(
  episode: Pick<Episode, 'clips'>,
  passage: Passage,
  speaker: Speaker | null,
): EditedPassage[] {
  return pieces(episode, passage).map((piece) => ({ ...piece, speaker, passage }))
}

interface Piece {
  readonly from: Samples
  readonly to: Samples
  readonly words: readonly EditedWord[]
  readonly heard: readonly Word[]
}

function pieces({ clips }: Pick<Episode, 'clips'>, passage: Passage): Piece[] {
  const { startSample, endSample, words } = passage
  const found: { from: Samples; to: Samples; words: EditedWord[]; heard: Word[] }[] = []
  let last: Stretch | undefined
  for (const stretch of stretches(clips, passage)) {
    const start = Math.max(startSample, stretch.start)
    const end = Math.min(endSample, stretch.end)
    const toTimeline = (sample: Samples) => stretch.timelineStart + clamp(sample, start, end) - stretch.start
    const isJoined = last !== undefined && last.nextIndex === stretch.index && last.end <= stretch.start
    let piece = isJoined ? found.at(-1) : undefined
    if (!piece) {
      piece = { from: toTimeline(start), to: 0, words: [], heard: [] }
      found.push(piece)
    }
    piece.to = toTimeline(end)
    for (const word of words) {
      // A word without length at the very end of its passage is heard with what comes before it.
      const middle = Math.min(Math.floor((word.startSample + word.endSample) / 2), endSample - 1)
      if (middle < stretch.start || middle >= stretch.end) continue
      piece.heard.push(word)
      piece.words.push({
        ...word,
        startSample: toTimeline(word.startSample),
        endSample: toTimeline(word.endSample),
      })
    }
    last = stretch
  }
  return found.filter((piece) => piece.words.length > 0)
}

/** Source range `[start, end)` that plays from `timelineStart` on, by clips from `index` to before `nextIndex`. */
interface Stretch {
  readonly start: Samples
  end: Samples
  readonly timelineStart: Samples
  readonly index: number
  nextIndex: number
}

/** What plays of a passage, in timeline order; clips that a split parted and nothing else are one. */
function stretches(clips: readonly Clip[], { recordingId, startSample, endSample }: Passage): Stretch[] {
  const found: Stretch[] = []
  const near = clipsInSourceOrder(clips, recordingId).near(startSample, endSample)
  for (const { clip, index, timelineStart } of near.toSorted((a, b) => a.index - b.index)) {
    const end = clip.start + clip.length
    if (end <= startSample || clip.start >= endSample) continue
    const last = found.at(-1)
    if (last?.nextIndex === index && last.end === clip.start) {
      last.end = end
      last.nextIndex++
    } else found.push({ start: clip.start, end, timelineStart, index, nextIndex: index + 1 })
  }
  return found
}
