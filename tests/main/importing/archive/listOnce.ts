/** A process that lists one archive and tells what that took. */

import { unwrap } from '#core/problem.ts'
import { listArchive } from '#main/importing/archive/listing.ts'

const start = performance.now()
const listing = unwrap(await listArchive(process.argv[2]!))
const seconds = (performance.now() - start) / 1000
const peakBytes = process.resourceUsage().maxRSS * 1024
process.stdout.write(JSON.stringify({ listing, seconds, peakBytes }))
