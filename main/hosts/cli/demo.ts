/** `npm run demo`: the main job without a window, from the recording to two finished files. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { ExportEvent } from '#core/contract/contract.ts'
import type { ImportEvent } from '#core/contract/imports.ts'
import type { EditCommand } from '#core/edit/apply.ts'
import type { Episode } from '#core/episode/schema.ts'
import { timelineToSource } from '#core/episode/timeline.ts'
import { unwrap } from '#core/problem.ts'
import { formatTimecode } from '#core/time/timecode.ts'
import { type Samples, secondsToSamples } from '#core/time/units.ts'
import { assetPath } from '#main/assets.ts'
import { measureFile } from '#main/media/ffmpeg/measure.ts'
import { demoReadPath, demoSpacePath } from '#main/projects/demo.ts'
import { type Cli, withCli } from './context.ts'
import { createOutput } from './output.ts'

const TITLE = 'Room Notes: fifteen honest seconds'

/** Where the welcome begins; before it there is a mic check and a lot of room. */
const WELCOME: Samples = secondsToSamples(31.5)

/** Chapters of the demo, by where they begin in the recording. */
const CHAPTERS: readonly [seconds: number, title: string][] = [
  [31.83, 'Welcome'],
  [46.44, 'The first minutes'],
  [81.59, 'Editing a room in twenty minutes'],
  [99.22, 'Sponsor reads that people sit through'],
  [123.21, 'One tip each'],
]

const outFolder = resolve('demo-output')
const library = mkdtempSync(join(tmpdir(), 'afterspace-demo-'))
try {
  process.exitCode = await withCli(createOutput(false), library, makeEpisode)
} finally {
  rmSync(library, { recursive: true, force: true })
}

async function makeEpisode(cli: Cli): Promise<void> {
  const { api, output, signal } = cli
  const projectId = await importDemo(cli)
  const imported = await api.projects.show({ projectId })
  say(
    `Imported ${formatTimecode(imported.durationSamples)} of ${imported.recordings[0]!.codec} with ${imported.speakers.length} speakers in ${imported.segments.length} turns:`,
  )
  for (const { name, handle, talkSeconds } of imported.speakers)
    say(`  ${name}${handle ? ` (@${handle})` : ''}  ${talkSeconds.toFixed(1)} s`)
  for (const { gaps } of imported.recordings)
    for (const { atSample, missingSeconds } of gaps)
      say(`  at ${formatTimecode(atSample)} the room lost ${missingSeconds.toFixed(1)} s`)

  const { coverId } = await api.covers.add({ path: assetPath('resources/demo/cover.jpg') })
  const { episode } = await api.projects.open({ projectId })
  const commands: EditCommand[] = [
    { type: 'setDetails', title: TITLE, artist: 'Maya Lindgren', show: 'Room Notes', coverId },
    { type: 'cut', from: 0, to: WELCOME },
    ...CHAPTERS.map(([seconds, title]) => chapterAt(episode, secondsToSamples(seconds), title)),
  ]
  const host = episode.speakers.find((speaker) => speaker.role === 'host')
  if (host)
    commands.push({ type: 'updateSpeaker', speakerId: host.id, name: 'Maya Lindgren', handle: 'maya_on_air' })
  const edited = await api.edits.apply({ projectId, commands })
  say(`\nEdited: ${edited.steps.map((step) => step.label).join(', ')}.`)

  const read = await api.sponsors.add(
    { path: demoReadPath(), brand: 'Northwind Coffee', link: 'https://example.com/northwind' },
    { signal },
  )
  const { clipId } = await api.sponsors.place({ projectId, readId: read.id, slot: 'mid' })
  const placed = await api.projects.show({ projectId })
  const { timelineStart } = placed.placements.find((placement) => placement.id === clipId)!
  const gainDb = placed.clips.find((clip) => clip.id === clipId)!.gainDb
  say(
    `Placed the read of “${read.brand}” at ${formatTimecode(timelineStart)}, ${gainDb >= 0 ? '+' : ''}${gainDb} dB to match the programme.`,
  )

  mkdirSync(outFolder, { recursive: true })
  for (const format of ['mp3', 'm4a'] as const) {
    const path = join(outFolder, `Room Notes.${format}`)
    const done = await follow(
      cli,
      await api.exports.start({ projectId, format, destination: { path } }, { signal }),
    )
    const measured = unwrap(await measureFile(path))
    output.result(
      null,
      `\n${path}\n  ${formatTimecode(done.durationSamples)}, ${(done.bytes / 1e6).toFixed(2)} MB, ${done.chapters} chapters\n` +
        `  measured by ffmpeg: ${measured.integratedLufs?.toFixed(1)} LUFS (target -16), true peak ${measured.truePeakDbtp?.toFixed(1)} dBTP (ceiling -1)`,
    )
  }
}

async function importDemo({ api, output, signal }: Cli): Promise<string> {
  const events: AsyncIterable<ImportEvent> = await api.imports.start({ paths: [demoSpacePath()] }, { signal })
  for await (const event of events) {
    if (event.type === 'progress') output.progress(event.progress)
    if (event.type === 'done') return event.projectId
  }
  throw new Error('The import ended without a project.')
}

async function follow({ output }: Cli, events: AsyncIterable<ExportEvent>) {
  for await (const event of events) {
    if (event.type === 'progress') output.progress(event.progress)
    else return event
  }
  throw new Error('The export ended without a file.')
}

function chapterAt(episode: Episode, sample: Samples, title: string): EditCommand {
  const point = timelineToSource(episode.clips, sample)
  if (!point) throw new Error(`The demo has nothing at ${formatTimecode(sample)}.`)
  return { type: 'addMarker', ...point, title }
}

function say(text: string): void {
  console.log(text)
}
