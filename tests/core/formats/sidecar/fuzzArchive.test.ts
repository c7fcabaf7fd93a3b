import { mutateJson, type Random } from '../../../support/mutate.ts'
import { fuzzSidecars } from './fuzz.ts'
import { archiveAccountJs, archiveSpacesJs } from './material.ts'

function mutateScript(text: string, random: Random): string {
  const [variable, json] = text.split(' = ') as [string, string]
  return `${variable} = ${mutateJson(json, random)}`
}

fuzzSidecars('archives', [
  { name: 'spaces-metadata.js', text: archiveSpacesJs(), mutate: mutateScript },
  { name: 'account.js', text: archiveAccountJs(), mutate: mutateScript },
])
