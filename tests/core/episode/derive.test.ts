import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCommand } from '#core/edit/apply.ts'
import { cutPoints, hiddenBeside } from '#core/episode/cuts.ts'
import {
  pauses,
  placedMarkers,
  placedReads,
  slotPosition,
  speechRange,
  talkSamples,
} from '#core/episode/derive.ts'
import type { Episode } from '#core/episode/schema.ts'
import { episodeDuration, timelineToSource } from '#core/episode/timeline.ts'
import { speakerTurns } from '#core/episode/turns.ts'
import { smallEdits, tinyEpisode } from './tinyEpisodes.ts'

/** Who speaks at each timeline sample, found by asking for every sample. */
function heardSegments({ clips, segments }: Episode): string[][] {
  return Array.from({ length: episodeDuration({ clips }) }, (_, at) => {
    const source = timelineToSource(clips, at)!
    return segments
      .filter(
        (segment) =>
          segment.recordingId === source.mediaId &&
          segment.startSample <= source.sample &&
          source.sample < segment.endSample,
      )
      .map((segment) => segment.id)
  })
}

const edited = fc.tuple(tinyEpisode, smallEdits).map(([episode, edits]) =>
  edits.reduce((current, edit) => {
    const next = applyCommand(current, edit(current))
    return next.ok ? next.value : current
  }, episode),
)

describe('turns', () => {
  it('say for every sample of the edit who speaks', () => {
    fc.assert(
      fc.property(edited, (episode) => {
        const heard = heardSegments(episode)
        const turns = speakerTurns(episode)
        const byTurns = heard.map((_, at) =>
          turns.filter(({ from, to }) => from <= at && at < to).map(({ segment }) => segment.id),
        )
        expect(byTurns.map((ids) => ids.toSorted())).toEqual(heard.map((ids) => ids.toSorted()))
        for (const [i, turn] of turns.entries()) {
          expect(turn.to).toBeGreaterThan(turn.from)
          expect(turn.from).toBeGreaterThanOrEqual(turns[i - 1]?.from ?? 0)
          // What touches in the edit and belongs to one segment is one turn.
          expect(turns.some((other) => other.segment === turn.segment && other.from === turn.to)).toBe(false)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('add up to what each speaker talks', () => {
    fc.assert(
      fc.property(edited, (episode) => {
        const expected = new Map(episode.speakers.map((speaker) => [speaker.id, 0]))
        const speakerOf = new Map(episode.segments.map((segment) => [segment.id, segment.speakerId]))
        for (const ids of heardSegments(episode))
          for (const id of ids) expected.set(speakerOf.get(id)!, expected.get(speakerOf.get(id)!)! + 1)
        expect(talkSamples(episode)).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })
})

describe('pauses', () => {
  it('are the samples between turns in which nobody speaks and no read plays', () => {
    fc.assert(
      fc.property(edited, (episode) => {
        const marked = new Set(episode.segments.map((segment) => segment.recordingId))
        const spoken = heardSegments(episode).map(
          (ids, at) => ids.length > 0 || !marked.has(timelineToSource(episode.clips, at)!.mediaId),
        )
        const first = spoken.indexOf(true)
        const last = spoken.lastIndexOf(true)
        const silent = spoken.flatMap((isSpoken, at) => (!isSpoken && at > first && at < last ? [at] : []))
        const found = pauses(episode).flatMap(({ from, to }) =>
          Array.from({ length: to - from }, (_, i) => from + i),
        )
        expect(found).toEqual(silent)
      }),
      { numRuns: 300 },
    )
  })

  it('are where a mid-roll goes, between 40 and 70 % of the way', () => {
    fc.assert(
      fc.property(edited, (episode) => {
        const duration = episodeDuration(episode)
        const place = slotPosition(episode, 'mid')
        expect(Number.isInteger(place)).toBe(true)
        expect(place).toBeGreaterThanOrEqual(Math.floor(duration * 0.4))
        expect(place).toBeLessThanOrEqual(Math.ceil(duration * 0.7))
        const best = Math.round(duration * 0.55)
        const around = pauses(episode).filter(({ from, to }) => from <= place && place <= to)
        if (place !== best) expect(around).not.toEqual([])
        // No pause of the middle is nearer.
        for (const { from, to } of pauses(episode)) {
          if (around.some((pause) => pause.from === from)) continue
          const middle = Math.floor((from + to) / 2)
          if (middle < duration * 0.4 || middle > duration * 0.7) continue
          if (place !== best)
            expect(Math.abs(middle - best)).toBeGreaterThanOrEqual(Math.abs(place - best) - 1)
        }
        expect(slotPosition(episode, 'pre')).toBe(0)
        expect(slotPosition(episode, 'post')).toBe(duration)
      }),
      { numRuns: 300 },
    )
  })
})

describe('cut points', () => {
  it('promise exactly what restoring brings back', () => {
    fc.assert(
      fc.property(edited, (episode) => {
        for (const { clipId, edge, hiddenSamples, kind } of cutPoints(episode)) {
          expect(kind === 'cut').toBe(hiddenSamples > 0)
          const restored = applyCommand(episode, { type: 'restoreCut', clipId, edge })
          if (kind !== 'cut') continue
          if (!restored.ok) throw new Error(restored.error.message)
          expect(episodeDuration(restored.value) - episodeDuration(episode)).toBe(hiddenSamples)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('count as hidden what no other clip plays', () => {
    fc.assert(
      fc.property(edited, (episode) => {
        for (const clip of episode.clips) {
          const media = episode.media.find((item) => item.id === clip.mediaId)!
          const others = episode.clips.filter((other) => other !== clip && other.mediaId === clip.mediaId)
          const plays = (sample: number) =>
            others.some((other) => other.start <= sample && sample < other.start + other.length)
          let before = 0
          while (clip.start - before - 1 >= 0 && !plays(clip.start - before - 1)) before++
          const end = clip.start + clip.length
          let after = 0
          while (end + after < media.durationSamples && !plays(end + after)) after++
          expect(hiddenBeside(episode, clip, 'start')).toBe(before)
          expect(hiddenBeside(episode, clip, 'end')).toBe(after)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('other derived facts', () => {
  it('name the range from the first word to the last, with a breath', () => {
    fc.assert(
      fc.property(edited, (episode) => {
        const heard = heardSegments(episode).map((ids) => ids.length > 0)
        const range = speechRange(episode)
        const around = {
          from: Math.max(0, heard.indexOf(true) - 14_400),
          to: Math.min(heard.length, heard.lastIndexOf(true) + 1 + 14_400),
        }
        expect(range).toEqual(heard.includes(true) ? around : undefined)
      }),
    )
  })

  it('place reads and markers where they play', () => {
    fc.assert(
      fc.property(edited, (episode) => {
        for (const { mediaId, timelineStart, length } of placedReads(episode))
          for (const at of [timelineStart, timelineStart + length - 1])
            expect(timelineToSource(episode.clips, at)).toMatchObject({ mediaId })
        for (const { mediaId, sample, timelineSample } of placedMarkers(episode)) {
          if (timelineSample !== null)
            expect(timelineToSource(episode.clips, timelineSample)).toEqual({ mediaId, sample })
          else
            expect(
              episode.clips.some(
                (clip) =>
                  clip.mediaId === mediaId && clip.start <= sample && sample < clip.start + clip.length,
              ),
            ).toBe(false)
        }
      }),
    )
  })
})
