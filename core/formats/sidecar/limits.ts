/**
 * How much of a sidecar is taken at most. Real files stay far below; what lies above is broken or hostile, and
 * must neither hang an import nor fill the memory.
 */

/** Longest text that is looked at, in UTF-16 units; a captions log of a day has about 50 million. */
export const MAX_TEXT = 256 * 2 ** 20
/** Longest text that is parsed in one piece; a roster of 20,000 people has about 15 million. */
export const MAX_JSON = 64 * 2 ** 20
/** Longest line of a log; a caption's has about 1,500. */
export const MAX_LINE = 2 ** 20
export const MAX_PEOPLE = 20_000
export const MAX_CAPTIONS = 500_000
export const MAX_RANGES = 100_000
export const MAX_SPACES = 10_000
/** Longest name, title or id. */
export const MAX_WORD = 500
/** Longest single caption. */
export const MAX_CAPTION = 5_000
export const MAX_URL = 2_000
/** Deepest nesting of brackets that a cut-off file is mended over. */
export const MAX_DEPTH = 200
