import { mutateJson, mutateText, type Random } from '../../../support/mutate.ts'
import { fuzzSidecars } from './fuzz.ts'
import { CAPTIONS_TEXT, logLines } from './material.ts'

/** Some lines of a log with damaged values, at each of the three levels of JSON. */
function mutateLog(text: string, random: Random): string {
  return text
    .split('\n')
    .map((line) => (line !== '' && random() < 0.5 ? mutateJson(line, random, 0.02) : line))
    .join('\n')
}

const lines = logLines()
const halves = [lines.slice(0, 8), lines.slice(8)].map((half) => half.join('\n'))

fuzzSidecars('captions', [
  { name: 'Rooms CC.jsonl', text: halves[0]!, mutate: mutateLog },
  { name: 'log.jsonl', text: halves[1]!, mutate: mutateLog },
  { name: 'Rooms CC.txt', text: CAPTIONS_TEXT, mutate: mutateText },
])
