/** Commands, undo and redo on the 12 h project: in `core`, and with the log written to the disk. */
import { join } from 'node:path'
import { applyCommand, type EditCommand } from '#core/edit/apply.ts'
import type { Episode } from '#core/episode/schema.ts'
import { episodeDuration } from '#core/episode/timeline.ts'
import { renderPlan } from '#core/plan/renderPlan.ts'
import { unwrap } from '#core/problem.ts'
import { longProject } from './longProject.ts'
import { type Figure, spread, time } from './report.ts'

const ROUNDS = 100

export async function benchEdit(folder: string): Promise<Figure[]> {
  const { services, projectId } = await longProject(join(folder, 'edit'))
  const { projects, masters } = services
  const { episode } = unwrap(projects.open(projectId))
  const core: Record<string, number[]> = { cut: [], split: [], turn: [], rename: [] }
  const plan: number[] = []
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, command] of Object.entries(commandsOf(episode, round))) {
      let next = episode
      core[name]!.push(await time(() => (next = unwrap(applyCommand(episode, command)))))
      if (name === 'cut') plan.push(await time(() => renderPlan(next)))
    }
  const saved: number[] = []
  const undone: number[] = []
  const redone: number[] = []
  const mastered: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    saved.push(await time(() => unwrap(projects.apply(projectId, [commandsOf(episode, round).cut!]))))
    const edited = unwrap(projects.open(projectId)).episode
    mastered.push(await time(() => masters.of(edited)))
    undone.push(await time(() => unwrap(projects.undo(projectId))))
    redone.push(await time(() => unwrap(projects.redo(projectId))))
    unwrap(projects.undo(projectId))
  }
  const rss = process.memoryUsage().rss
  await services.close()
  return [
    ...Object.entries(core).map(([name, times]) => ({
      what: `${name} in core`,
      value: spread(times),
      bar: 'p95 16 ms',
    })),
    { what: 'render plan', value: spread(plan), bar: '' },
    { what: 'cut, on the disk', value: spread(saved), bar: '' },
    { what: 'undo, on the disk', value: spread(undone), bar: '' },
    { what: 'redo, on the disk', value: spread(redone), bar: '' },
    { what: 'loudness of the new edit', value: spread(mastered), bar: '' },
    { what: 'memory of this process', value: `${(rss / 1e6).toFixed(0)} MB`, bar: '' },
  ]
}

function commandsOf(episode: Episode, round: number): Record<string, EditCommand> {
  const from = Math.floor(((round * 37) % ROUNDS) * (episodeDuration(episode) / ROUNDS))
  const segment = episode.segments[(round * 191) % episode.segments.length]!
  return {
    cut: { type: 'cut', from, to: from + 96_000 },
    split: { type: 'split', at: from + 12_345 },
    turn: { type: 'updateSegment', segmentId: segment.id, endSample: segment.endSample - 100 },
    rename: { type: 'updateSpeaker', speakerId: episode.speakers[0]!.id, name: `Host ${round}` },
  }
}
