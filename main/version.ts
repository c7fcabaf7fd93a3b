import { readFileSync } from 'node:fs'
import { assetPath } from './assets.ts'

/** The version of this Afterspace, as package.json has it. */
export const VERSION: string = JSON.parse(readFileSync(assetPath('package.json'), 'utf8')).version
