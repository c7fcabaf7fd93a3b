import type { Command } from 'commander'
import { unwrap } from '#core/problem.ts'
import { formatLength, formatTimecode } from '#core/time/timecode.ts'
import { confirm } from '../confirm.ts'
import type { Run } from '../context.ts'
import { count, table } from '../output.ts'
import { addImportCommand } from './import.ts'

export function addLibraryCommands(program: Command, run: Run): void {
  addImportCommand(program, run)

  program
    .command('list')
    .description('all projects')
    .action(() =>
      run(async ({ api, output }) => {
        const projects = await api.projects.list()
        const rows = projects.map((project) => [
          project.id,
          formatTimecode(project.durationSamples, 0).padStart(8),
          project.changedAt.slice(0, 16).replace('T', ' '),
          `${project.title}${project.missing ? '  (original missing)' : ''}`,
        ])
        output.result(
          projects,
          rows.length > 0 ? table(rows) : 'No projects yet. Start with `afterspace import FILE`.',
        )
      }),
    )

  program
    .command('show')
    .description('everything about a project')
    .argument('<project>')
    .action((reference: string) =>
      run(async ({ api, output, project }) => {
        const detail = await api.projects.show({ projectId: project(reference).id })
        const { integratedLufs, truePeakDbtp } = detail.loudness
        const lines = [
          `${detail.title}  (${detail.id}, revision ${detail.revision})`,
          `length     ${formatTimecode(detail.durationSamples)} in ${count(detail.clips.length, 'clip')}`,
          `loudness   ${integratedLufs?.toFixed(1) ?? '–'} LUFS, true peak ${truePeakDbtp?.toFixed(1) ?? '–'} dBTP`,
          ...detail.recordings.map(
            (recording) => `recording  ${recording.path}${recording.missing ? '  (missing)' : ''}`,
          ),
          ...detail.speakers.map(({ name, handle, role, talkSeconds }) => {
            const known = [handle && `@${handle}`, role].filter(Boolean).join(', ')
            return `speaker    ${name} (${known}): ${formatLength(talkSeconds * 48_000)}`
          }),
          ...detail.placements.map(
            ({ slot, timelineStart, length }) =>
              `sponsor    ${slot}-roll at ${formatTimecode(timelineStart)}, ${formatLength(length)}`,
          ),
          ...detail.markers.map(
            ({ timelineSample, title }) =>
              `marker     ${timelineSample === null ? 'cut' : formatTimecode(timelineSample)}  ${title}`,
          ),
        ]
        output.result(detail, lines.join('\n'))
      }),
    )

  program
    .command('history')
    .description('all steps of a project; those marked “undone” can be redone')
    .argument('<project>')
    .action((reference: string) =>
      run(async ({ services, output, project }) => {
        const { id } = project(reference)
        const { steps, position, revision } = unwrap(services.projects.open(id)).history
        const listed = steps.map((step, i) => ({ ...step, undone: i >= position }))
        const rows = listed.map(({ at, label, undone }) => [
          at.slice(0, 19).replace('T', ' '),
          `${label}${undone ? '  (undone)' : ''}`,
        ])
        output.result(
          { id, revision, position, steps: listed },
          rows.length > 0 ? table(rows) : 'Nothing was edited yet.',
        )
      }),
    )

  program
    .command('remove')
    .description('delete a project for good; the original recording stays where it is')
    .argument('<project>')
    .option('--yes', 'do not ask')
    .action((reference: string, { yes }: { yes?: boolean }) =>
      run(async (cli) => {
        const { id, title } = cli.project(reference)
        if (!yes) await confirm(cli, `Delete “${title}” with all its edits?`)
        // Nobody can restore what a process removed that has ended: this one, in a moment.
        await cli.api.projects.remove({ projectId: id })
        cli.output.result({ id, removed: true }, `Removed “${title}”.`)
      }),
    )
}
