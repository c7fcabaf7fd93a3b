/** What a person can do with an episode of the library. */
export type RowAction = 'open' | 'rename' | 'pack' | 'find' | 'remove'
