/**
 * Podcasting 2.0 transcript, `{version, segments: [{speaker, startTime, endTime?, body}]}`.
 * https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
 */
import type { EditedPassage } from '../../episode/editedTranscript.ts'
import { passageText } from '../../episode/words.ts'
import { asName, asNumber, asObjects, asText, type JsonObject } from './jsonValues.ts'
import type { SpokenCue, SpokenFile } from './spoken.ts'
import { exactSeconds } from './writing.ts'

export function readPodcastTranscript(data: JsonObject): SpokenFile {
  let damaged = 0
  const cues = asObjects(data.segments).flatMap(({ speaker, startTime, endTime, body }): SpokenCue[] => {
    const startSeconds = asNumber(startTime)
    const text = asText(body)?.trim() ?? null
    if (startSeconds === null || text === null) {
      damaged++
      return []
    }
    return [{ speaker: asName(speaker), startSeconds, endSeconds: asNumber(endTime), text, words: [] }]
  })
  return { format: 'podcast', cues, damaged }
}

/** Writes the transcript to the sample. Holds names and text; not when each word is said. */
export function writePodcastTranscript(passages: readonly EditedPassage[]): string {
  const segments = passages.map(({ from, to, speaker, words }) => ({
    ...(speaker && { speaker: speaker.name }),
    startTime: Number(exactSeconds(from)),
    endTime: Number(exactSeconds(to)),
    body: passageText(words),
  }))
  return `${JSON.stringify({ version: '1.0.0', segments }, null, 2)}\n`
}
