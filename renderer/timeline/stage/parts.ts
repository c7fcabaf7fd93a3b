/** A part of the picture that is drawn by itself. */
export type Part = 'wave' | 'marks' | 'lanes' | 'ruler' | 'minimap' | 'cursor'
export const ALL: readonly Part[] = ['wave', 'marks', 'lanes', 'ruler', 'minimap', 'cursor']
