/** What the desktop's file dialogs are asked for. Apart from `desktop.ts`, so that the preload stays small. */
import { EXPORT_FORMATS } from './contract.ts'

/** What a person can be asked to choose, besides recordings and pictures. */
export const PICK_PURPOSES = ['speech', 'original', 'folder'] as const
export type PickPurpose = (typeof PICK_PURPOSES)[number]

/** Endings of the files that the window has written for a person. */
export const SAVE_ENDINGS = [...EXPORT_FORMATS, 'vtt', 'srt', 'txt', 'json', 'rttm', 'afterspace'] as const
export type SaveEnding = (typeof SAVE_ENDINGS)[number]
