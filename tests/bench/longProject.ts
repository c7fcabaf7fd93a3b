/** The project that the design's bars name: 12 h, 20,000 turns, 50,000 words, 2,000 clips. */
import type { EditCommand } from '#core/edit/apply.ts'
import type { Episode, Passage, Segment } from '#core/episode/schema.ts'
import { unwrap } from '#core/problem.ts'
import { importProject } from '#main/projects/importProject.ts'
import { createServices, type Services } from '#main/services.ts'
import { spaceOfHours } from './material.ts'

const CLIPS = 2_000
const TURNS = 20_000
const WORDS = 50_000
/** About what a caption holds. */
const WORDS_PER_PASSAGE = 10

export interface LongProject {
  readonly services: Services
  readonly projectId: string
}

/** Imports 12 h and gives the episode its turns, words and cuts. */
export async function longProject(libraryPath: string): Promise<LongProject> {
  const services = unwrap(createServices({ libraryPath, host: 'web' }))
  const { projectId } = unwrap(
    await importProject(services.library, services.projects, {
      paths: [await spaceOfHours(12)],
      title: 'Twelve hours',
    }),
  )
  const imported = unwrap(services.projects.open(projectId)).episode
  // As an import of tags that fine would have made it.
  const episode = {
    ...imported,
    id: `${projectId}-long`,
    segments: turnsOf(imported),
    passages: passagesOf(imported),
    nextSerial: TURNS + WORDS + 1_000,
  }
  unwrap(services.projects.create(episode))
  unwrap(
    services.projects.apply(episode.id, [
      { type: 'batch', label: 'Many cuts', commands: evenCuts(episode, CLIPS - 1) },
    ]),
  )
  return { services, projectId: episode.id }
}

function turnsOf({ media, speakers }: Episode): Segment[] {
  const { id: recordingId, durationSamples } = media[0]!
  const length = Math.floor(durationSamples / TURNS)
  return Array.from({ length: TURNS }, (_, i) => ({
    id: `g${i + 100}`,
    speakerId: speakers[i % speakers.length]!.id,
    recordingId,
    startSample: i * length,
    endSample: (i + 1) * length - 4_800,
    origin: 'hydra' as const,
    confidence: 1,
  }))
}

function passagesOf({ media, speakers }: Episode): Passage[] {
  const { id: recordingId, durationSamples } = media[0]!
  const length = Math.floor(durationSamples / WORDS)
  return Array.from({ length: WORDS / WORDS_PER_PASSAGE }, (_, i) => {
    const words = Array.from({ length: WORDS_PER_PASSAGE }, (_, j) => {
      const startSample = (i * WORDS_PER_PASSAGE + j) * length
      return { text: `word${i % 97}`, startSample, endSample: startSample + length - 4_800, confidence: 0.9 }
    })
    return {
      id: `p${TURNS + 100 + i}`,
      recordingId,
      speakerId: speakers[i % speakers.length]!.id,
      startSample: words[0]!.startSample,
      endSample: words.at(-1)!.endSample,
      words,
      origin: 'sidecar',
    }
  })
}

/** Cuts of one second, spread over the episode; later ones come first, so that places stay what they were. */
export function evenCuts(episode: Episode, count: number): Extract<EditCommand, { type: 'cut' }>[] {
  const { durationSamples } = episode.media[0]!
  const every = Math.floor(durationSamples / (count + 1))
  return Array.from({ length: count }, (_, i) => {
    const from = (count - i) * every
    return { type: 'cut', from, to: from + Math.min(48_000, every >> 1) }
  })
}
