/** Edits a project for ever, printing every acknowledged revision; killed by its test. */
import { writeSync } from 'node:fs'
import type { EditCommand } from '#core/edit/apply.ts'
import { unwrap } from '#core/problem.ts'
import { Library } from '#main/library/library.ts'
import { ProjectService } from '#main/projects/projectService.ts'

const [folder, id, mediaId] = process.argv.slice(2) as [string, string, string]
const projects = new ProjectService(unwrap(Library.open(folder)), { stepsPerSnapshot: 7 })

for (let i = 0; ; i++) {
  const { episode, history } = unwrap(projects.open(id))
  const state =
    i % 5 === 4 && history.position > 0
      ? projects.undo(id)
      : i % 11 === 7 && history.position < history.steps.length
        ? projects.redo(id)
        : projects.apply(id, commands(i, episode.clips[0]!.id))
  writeSync(1, `${unwrap(state).history.revision}\n`)
}

function commands(i: number, clipId: string): EditCommand[] {
  const marker: EditCommand = { type: 'addMarker', mediaId, sample: i % 1_000_000, title: `Marker ${i}` }
  if (i % 3 === 0) return [marker, { type: 'setClipGain', clipId, gainDb: i % 12 }]
  return i % 3 === 1 ? [{ type: 'cut', from: 1_000, to: 1_100 }] : [marker]
}
