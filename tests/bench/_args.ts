import { decodeRun } from '#main/media/source/decodeRun.ts'
import { unwrap } from '#core/problem.ts'
import { createServices } from '#main/services.ts'
const services = unwrap(createServices({ libraryPath: '/tmp/explib', host: 'cli' }))
const media = services.library.media.list()[0]!
const t = process.cpuUsage(); const w = performance.now()
const N = Number(process.argv[2] ?? 12)
let bytes = 0
for (let k = 0; k < 60; k += N) unwrap(await decodeRun({ media, path: services.library.folder(media.id) + '/working.bin', folder: services.library.folder(media.id), first: k, end: k + N, onFloats: (f) => { bytes += f.byteLength }, onFlow: () => {}, signal: new AbortController().signal }))
const u = process.cpuUsage(t)
console.log(bytes, 'js user', u.user / 1e6, 'sys', u.system / 1e6, 'wall', performance.now() - w)
await services.close()
