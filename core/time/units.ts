/**
 * Units of time. All positions and lengths in the document are whole samples at {@link SAMPLE_RATE};
 * seconds exist only at the edges (screen, command line, files).
 *
 * The brands are weak on purpose: a plain number passes, but mixing samples with seconds is a type error.
 */

/** The one sample rate of every episode; sources of other rates are resampled when they are decoded. */
export const SAMPLE_RATE = 48_000

/** A whole number of samples at 48 kHz. */
export type Samples = number & { readonly __unit?: 'samples' }

/** A number of seconds, fractions allowed. */
export type Seconds = number & { readonly __unit?: 'seconds' }

/** The nearest sample to a moment in seconds. */
export function secondsToSamples(seconds: Seconds): Samples {
  return Math.round(seconds * SAMPLE_RATE)
}

/** Seconds of a sample position. */
export function samplesToSeconds(samples: Samples): Seconds {
  return samples / SAMPLE_RATE
}

/** `value` limited to `[low, high]`; `low` wins when the two cross. */
export function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value))
}

/** Amplitude factor of a gain in decibels. */
export function dbToGain(db: number): number {
  return 10 ** (db / 20)
}

/** Decibels of an amplitude factor; `-Infinity` for 0. */
export function gainToDb(gain: number): number {
  return 20 * Math.log10(gain)
}
