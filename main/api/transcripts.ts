import { exportSpeech } from '#main/transcripts/exportSpeech.ts'
import { importSpeech, previewSpeech } from '#main/transcripts/importSpeech.ts'
import { edited, lastSteps } from './edits.ts'
import { api } from './implement.ts'
import { answer } from './problems.ts'

export const transcripts = {
  preview: api.transcripts.preview.handler(async ({ input, context: { services } }) =>
    answer(await previewSpeech(services.projects, input)),
  ),

  import: api.transcripts.import.handler(async ({ input, context: { services } }) => {
    const imported = answer(await importSpeech(services.projects, input))
    return { ...edited(imported, lastSteps(imported, 1), input.withEpisode), preview: imported.preview }
  }),

  export: api.transcripts.export.handler(async ({ input, context: { services } }) =>
    answer(await exportSpeech(answer(services.projects.open(input.projectId)).episode, input)),
  ),
}
