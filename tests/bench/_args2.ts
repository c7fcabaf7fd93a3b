import { createServices } from '#main/services.ts'
import { unwrap } from '#core/problem.ts'
import { decodeStart, chunkLength } from '#main/media/source/chunkGrid.ts'
import { framesInput } from '#main/media/source/decodeChunk.ts'
import { locateFrames } from '#main/media/source/frameBytes.ts'
import { bytesOf, INPUT_GUARD, joinedPcmOutput } from '#main/media/ffmpeg/pcm.ts'
import { writeFileSync } from 'node:fs'
const services = unwrap(createServices({ libraryPath: '/tmp/explib', host: 'cli' }))
const media = services.library.media.list()[0]!
const folder = services.library.folder(media.id)
const args: string[] = []; const inputs = []
for (let i = 20; i < 32; i++) { const length = chunkLength(media.durationSamples, i); const s = decodeStart(media.access, i, length); const l = await locateFrames(folder + '/working.bin', folder, 'adts', s.frame, s.endFrame); args.push(...INPUT_GUARD, ...framesInput('adts', bytesOf(folder + '/working.bin', l.startByte, l.endByte))); inputs.push({ sourceChannels: 2, dropSamples: s.dropSamples, lengthSamples: length }) }
const q = (a: string[]) => a.map((x) => `'${x}'`).join(' ')
writeFileSync('/tmp/base.sh', `exec ffmpeg -hide_banner -nostdin -v error ${q([...args, ...joinedPcmOutput(inputs, 'f32le')])} > $1`)
const v = inputs.map(({ dropSamples: d, lengthSamples: l }, i) => `[${i}:a:0]aresample=48000:osf=flt,aformat=sample_fmts=flt:channel_layouts=stereo,apad=whole_len=${d + l},atrim=start_sample=${d}:end_sample=${d + l}[p${i}];`).join('')
const lab = inputs.map((_, i) => `[p${i}]`).join('')
writeFileSync('/tmp/v1.sh', `exec ffmpeg -hide_banner -nostdin -v error ${q([...args, '-filter_complex', v + lab + `concat=n=12:v=0:a=1,asetnsamples=n=16384:p=0[all]`, '-map', '[all]', '-f', 'f32le', 'pipe:1'])} > $1`)
writeFileSync('/tmp/v2.sh', `exec ffmpeg -hide_banner -nostdin -v error ${q([...args, '-filter_complex', v + lab + `concat=n=12:v=0:a=1[all]`, '-map', '[all]', '-f', 'f32le', 'pipe:1'])} > $1`)
writeFileSync('/tmp/v3.sh', `exec ffmpeg -hide_banner -nostdin -v error -filter_threads 1 -filter_complex_threads 1 ${q([...args.flatMap((a) => a === '-f' ? ['-threads', '1', '-f'] : [a]), '-filter_complex', v + lab + `concat=n=12:v=0:a=1,asetnsamples=n=16384:p=0[all]`, '-map', '[all]', '-f', 'f32le', 'pipe:1'])} > $1`)
const nr = inputs.map(({ dropSamples: d, lengthSamples: l }, i) => `[${i}:a:0]aformat=sample_fmts=fltp:channel_layouts=stereo,apad=whole_len=${d + l},atrim=start_sample=${d}:end_sample=${d + l}[p${i}];`).join('')
writeFileSync('/tmp/v4.sh', `exec ffmpeg -hide_banner -nostdin -v error ${q([...args, '-filter_complex', nr + lab + `concat=n=12:v=0:a=1,asetnsamples=n=16384:p=0[all]`, '-map', '[all]', '-f', 'f32le', 'pipe:1'])} > $1`)
await services.close()
