import type { Command } from 'commander'
import { TRANSCRIPT_FORMATS } from '#core/formats/transcript/write.ts'
import { unwrap } from '#core/problem.ts'
import { type Run, usage } from '../context.ts'
import { addImportOptions, exportSpeech, type ImportOptions, importSpeech } from '../speechFiles.ts'
import { readChoice } from '../values.ts'

const ACTIONS = ['import', 'export'] as const

interface TranscriptOptions extends ImportOptions {
  format?: string
  out?: string
  replace?: true
  wordTimes?: true
  timestamps: boolean
}

export function addTranscriptCommand(program: Command, run: Run): void {
  const command = program
    .command('transcript')
    .description('what is said: import and export')
    .argument('<project>')
    .argument('<action>', ACTIONS.join(', '))
    .argument('[file]', 'import: WebVTT, SRT, Whisper, Podcasting 2.0, Otter text and others')
    .option('--replace', 'import: the recording’s transcript goes first')
    .option('--format <format>', `export: ${TRANSCRIPT_FORMATS.join(', ')}`)
    .option('--out <file>', 'export: file to write; - for standard output')
    .option('--word-times', 'export: vtt also says when each word is said')
    .option('--no-timestamps', 'export: txt without times')
  addImportOptions(command).action(
    (reference: string, actionText: string, file: string | undefined, options: TranscriptOptions) =>
      run(async (cli) => {
        const action = readChoice('The action', actionText, ACTIONS)
        const { id } = cli.project(reference)
        if (action === 'import') {
          if (file === undefined) usage('transcript import needs a file.')
          const { episode } = unwrap(cli.services.projects.open(id))
          const replace = { passages: options.replace ? ('all' as const) : ('none' as const) }
          await importSpeech(cli, episode, file, options, { transcript: true, replace })
          return
        }
        const { format, out, wordTimes, timestamps } = options
        if (file !== undefined) usage('transcript export takes no file as an argument.', 'Say --out FILE.')
        if (format === undefined || out === undefined) usage('transcript export needs --format and --out.')
        const what = {
          type: 'transcript' as const,
          format: readChoice('--format', format, TRANSCRIPT_FORMATS),
          wordTimes,
          timestamps,
        }
        await exportSpeech(cli, { projectId: id, what }, out, { key: 'passages', one: 'passage' })
      }),
  )
}
