/** Values of JSON that somebody else wrote: what is not of the wanted kind is null. */

export type JsonObject = Readonly<Record<string, unknown>>

export function asObject(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null
}

/** The objects of a list; what is no list has none. */
export function asObjects(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.map(asObject).filter((item) => item !== null) : []
}

/** A finite number, also one that is written as text. */
export function asNumber(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

/** Text that is not blank. */
export function asText(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

/** Longer names are cut: an import takes no longer keys. */
const MAX_NAME = 2_000

/** A name: text, or a number that stands for one. */
export function asName(value: unknown): string | null {
  return typeof value === 'number' ? String(value) : (asText(value)?.trim().slice(0, MAX_NAME) ?? null)
}

/** A share from 0 to 1; what lies outside is none. */
export function asShare(value: unknown): number | null {
  const number = asNumber(value)
  return number !== null && number >= 0 && number <= 1 ? number : null
}
