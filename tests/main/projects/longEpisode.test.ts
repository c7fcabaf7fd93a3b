import { expect, it } from 'vitest'
import { applyCommand, type EditCommand } from '#core/edit/apply.ts'
import { cutPoints } from '#core/episode/cuts.ts'
import { slotPosition, talkSamples } from '#core/episode/derive.ts'
import { editedTranscript } from '#core/episode/editedTranscript.ts'
import type { Episode } from '#core/episode/schema.ts'
import { episodeDuration } from '#core/episode/timeline.ts'
import { speakerTurns } from '#core/episode/turns.ts'
import { unwrap } from '#core/problem.ts'
import { ProjectService } from '#main/projects/projectService.ts'
import { insertMedia, mediaRecord, openLibrary, tempFolder } from '../../support/library.ts'
import { LONG_SAMPLES, longEpisode } from '../../support/longEpisode.ts'

/** One edit of every sort, somewhere in the episode. */
function commandAt(episode: Episode, i: number): EditCommand {
  const at = Math.floor((episodeDuration(episode) * ((i * 37) % 100)) / 101)
  const clip = episode.clips[(i * 53) % episode.clips.length]!
  const segment = episode.segments[(i * 71) % episode.segments.length]!
  const middle = Math.floor((segment.startSample + segment.endSample) / 2)
  const commands: EditCommand[] = [
    { type: 'cut', from: at, to: at + 4_800 },
    { type: 'split', at: at + 77 },
    { type: 'setClipGain', clipId: clip.id, gainDb: i % 6 },
    {
      type: 'addSegment',
      speakerId: 's1',
      recordingId: 'rec',
      startSample: i * 1_000,
      endSample: i * 1_000 + 500,
    },
    { type: 'splitSegment', segmentId: segment.id, sample: middle },
    { type: 'updateSegment', segmentId: segment.id, endSample: middle },
    { type: 'moveClip', clipId: clip.id, at: 0 },
    { type: 'restoreCut', clipId: clip.id, edge: 'end' },
    { type: 'removeSegments', segmentIds: [segment.id] },
    { type: 'addMarker', mediaId: 'rec', sample: i, title: 'Chapter' },
    { type: 'updateSpeaker', speakerId: 's1', name: `Host ${i}` },
    {
      type: 'updatePassage',
      passageId: episode.passages[(i * 97) % episode.passages.length]!.id,
      speakerId: null,
    },
  ]
  return commands[i % commands.length]!
}

function figures(times: number[]): string {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(2)
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${sorted.at(-1)!.toFixed(2)} ms of ${times.length}`
}

function timed<T>(times: number[], work: () => T): T {
  const start = performance.now()
  const result = work()
  times.push(performance.now() - start)
  return result
}

it('edits 12 hours in core', () => {
  let episode = longEpisode('long', 'rec')
  const times: number[] = []
  let accepted = 0
  for (let i = 0; i < 300; i++) {
    const command = commandAt(episode, i)
    const next = timed(times, () => applyCommand(episode, command))
    if (!next.ok) continue
    accepted++
    episode = next.value
  }
  console.log(`core, command: ${figures(times)}`)
  expect(accepted).toBeGreaterThan(200)
  const derived: Record<string, () => unknown> = {
    cutPoints: () => cutPoints(episode),
    talkSamples: () => talkSamples(episode),
    speakerTurns: () => speakerTurns(episode),
    slotPosition: () => slotPosition(episode, 'mid'),
    editedTranscript: () => editedTranscript(episode),
  }
  for (const [name, work] of Object.entries(derived)) {
    const once: number[] = []
    timed(once, work)
    console.log(`core, ${name}: ${once[0]!.toFixed(1)} ms`)
  }
})

it('edits, undoes and redoes 12 hours with SQLite', () => {
  const folder = tempFolder()
  const library = openLibrary(folder)
  insertMedia(library, mediaRecord('rec', { durationSamples: LONG_SAMPLES }))
  const projects = new ProjectService(library)
  unwrap(projects.create(longEpisode('long', 'rec')))
  const times = { apply: [] as number[], undo: [] as number[], redo: [] as number[] }
  for (let i = 0; i < 300; i++) {
    const { episode } = unwrap(projects.open('long'))
    const command = commandAt(episode, i)
    timed(times.apply, () => projects.apply('long', [command]))
  }
  const { episode, history } = unwrap(projects.open('long'))
  for (let i = 0; i < 100; i++) unwrap(timed(times.undo, () => projects.undo('long')))
  for (let i = 0; i < 100; i++) unwrap(timed(times.redo, () => projects.redo('long')))
  for (const [name, figure] of Object.entries(times)) console.log(`service, ${name}: ${figures(figure)}`)
  expect(unwrap(projects.open('long')).episode).toEqual(episode)

  const opening: number[] = []
  const fresh = new ProjectService(library)
  expect(timed(opening, () => unwrap(fresh.open('long'))).episode).toEqual(episode)
  const far: number[] = []
  unwrap(timed(far, () => fresh.undo('long', Math.floor(history.position / 2))))
  console.log(
    `service, open: ${opening[0]!.toFixed(1)} ms; undo of half the history: ${far[0]!.toFixed(1)} ms`,
  )
})
