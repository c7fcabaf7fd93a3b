/** Files for other programs of who speaks and what is said in the edit. */
import { writeFile } from 'node:fs/promises'
import type { SpeechExportRequest } from '#core/contract/transcripts.ts'
import { editedTranscript } from '#core/episode/editedTranscript.ts'
import type { Episode } from '#core/episode/schema.ts'
import { speakerTurns } from '#core/episode/turns.ts'
import { safeFileName } from '#core/formats/fileName.ts'
import { writeSpeakerTurns, writeTranscript } from '#core/formats/transcript/write.ts'
import { fail, ok, type Result } from '#core/problem.ts'
import { createTarget, writeProblem } from '#main/exporting/targetFile.ts'

const ENDINGS = {
  rttm: '.rttm',
  vtt: '.vtt',
  audacity: '.txt',
  json: '.json',
  srt: '.srt',
  txt: '.txt',
  podcast: '.json',
} as const

export interface ExportedSpeech {
  readonly path: string | null
  readonly text: string | null
  readonly fileName: string
  readonly entries: number
}

/** Writes the file, whole or not at all, or gives its text. Problems: `not-found` (no transcript), those of writing. */
export async function exportSpeech(
  episode: Episode,
  { what, path }: Pick<SpeechExportRequest, 'what' | 'path'>,
): Promise<Result<ExportedSpeech>> {
  const written = write(episode, what)
  if (!written.ok) return written
  const { text, entries } = written.value
  const fileName = safeFileName(episode.title, 'Episode') + ENDINGS[what.format]
  if (path === undefined) return ok({ path: null, text, fileName, entries })
  const target = await createTarget(path)
  if (!target.ok) return target
  try {
    await writeFile(target.value.partPath, text)
    const committed = await target.value.commit()
    return committed.ok ? ok({ path, text: null, fileName, entries }) : committed
  } catch (error) {
    return writeProblem(error, path)
  } finally {
    await target.value.discard()
  }
}

function write(
  episode: Episode,
  what: SpeechExportRequest['what'],
): Result<{ text: string; entries: number }> {
  if (what.type === 'speakers') {
    const turns = speakerTurns(episode)
    return ok({ text: writeSpeakerTurns(turns, what.format, episode.title), entries: turns.length })
  }
  const passages = editedTranscript(episode)
  if (passages.length === 0)
    return fail('not-found', 'The edit has no transcript.', 'Import one with `transcript import`.')
  return ok({ text: writeTranscript(passages, what.format, episode.title, what), entries: passages.length })
}
