/** What any speaker or transcript file says: who spoke when, and what. Times are seconds as the file has them. */

/** Formats that are read, named as the command line names them. */
export const SPOKEN_FORMATS = {
  json: 'Afterspace JSON',
  rttm: 'RTTM',
  audacity: 'Audacity labels',
  vtt: 'WebVTT',
  srt: 'SubRip (SRT)',
  podcast: 'Podcasting 2.0 transcript',
  whisperx: 'WhisperX',
  whispercpp: 'whisper.cpp',
  text: 'text with names and times (Otter)',
} as const
export type SpokenFormat = keyof typeof SPOKEN_FORMATS

/** A word whose file tells something of it alone: a time, a confidence. */
export interface SpokenWord {
  readonly text: string
  /** What stands between it and the word before; empty for the first. */
  readonly before: string
  /** Null where the file does not say. */
  readonly startSeconds: number | null
  readonly endSeconds: number | null
  /** 0 to 1. */
  readonly confidence: number | null
  /** Set where a file of ours says that the time is not a source's but was spread. */
  readonly isSpread?: true
}

/** A stretch by one voice. Anything may be wrong with its times; {@link placeSpokenFile} puts that right. */
export interface SpokenCue {
  /** As the file names them; null where it does not say. */
  readonly speaker: string | null
  readonly startSeconds: number
  /** Null where the file gives starts only. */
  readonly endSeconds: number | null
  /** Null where the file only says who speaks. */
  readonly text: string | null
  /** The words of `text`, where the file tells more of them than that; else empty. */
  readonly words: readonly SpokenWord[]
}

export interface SpokenFile {
  readonly format: SpokenFormat
  /** In the file's order. */
  readonly cues: readonly SpokenCue[]
  /** Lines or entries that had to be left out because they make no sense. */
  readonly damaged: number
}
