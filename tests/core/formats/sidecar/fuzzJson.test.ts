import { fuzzSidecars } from './fuzz.ts'
import { infoJson, SPACE_ID, spaceMetadata, twspaceDlJson } from './material.ts'

fuzzSidecars('descriptions of Spaces', [
  { name: `(alice)Rooms-${SPACE_ID}.json`, text: JSON.stringify(JSON.parse(twspaceDlJson())) },
  { name: 'space.json', text: JSON.stringify(spaceMetadata()) },
  { name: `Rooms [${SPACE_ID}].info.json`, text: infoJson() },
])
