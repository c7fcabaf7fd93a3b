/** Serves the harness page with the routes of the host that the timeline reads. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { createServer, type ViteDevServer } from 'vite'
import { episodeDuration, mediaOf } from '#core/episode/timeline.ts'
import { BIG, makeEpisode, SMALL } from './episode.ts'
import { LEVELS, peakInfo, peakTile, wavBytes } from './sound.ts'

const BYTES_AT_ONCE = 1 << 20

export async function startHarness(): Promise<{ url: string; close: () => Promise<void> }> {
  const server: ViteDevServer = await createServer({
    configFile: false,
    root: fileURLToPath(new URL('.', import.meta.url)),
    logLevel: 'error',
    cacheDir: fileURLToPath(new URL('../../../../node_modules/.vite-harness', import.meta.url)),
    server: {
      host: '127.0.0.1',
      port: 0,
      hmr: false,
      fs: { allow: [fileURLToPath(new URL('../../../..', import.meta.url))] },
    },
    plugins: [
      react(),
      {
        name: 'media',
        configureServer: ({ middlewares }) => {
          middlewares.use((request, response, next) => {
            if (!answer(request, response)) next()
          })
        },
      },
    ],
  })
  await server.listen()
  const address = server.httpServer?.address()
  if (typeof address !== 'object' || !address) throw new Error('The harness has no port')
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() }
}

const episodes = { big: makeEpisode(BIG), small: makeEpisode(SMALL) }

function answer(request: IncomingMessage, response: ServerResponse): boolean {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const [, media, kind, id, what, level] = url.pathname.split('/')
  if (media !== 'media') return false
  const size = request.headers.referer?.includes('small') ? 'small' : 'big'
  const episode = episodes[size]
  if (kind === 'recordings' && what === 'peaks') {
    const info = peakInfo(mediaOf(episode, id ?? '')?.durationSamples ?? 0)
    if (level === undefined) response.setHeader('content-type', 'application/json').end(JSON.stringify(info))
    else {
      const tile = peakTile(
        id ?? '',
        LEVELS[Number(level)] ?? 256,
        Number(url.searchParams.get('from')),
        Number(url.searchParams.get('to')),
      )
      response.end(Buffer.from(tile.buffer))
    }
    return true
  }
  const total = 80 + episodeDuration(episode) * 4
  const range = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '')
  const first = Number(range?.[1] ?? 0)
  const end = Math.min(total, first + BYTES_AT_ONCE, range?.[2] ? Number(range[2]) + 1 : total)
  response.writeHead(206, {
    'content-type': 'audio/wav',
    'accept-ranges': 'bytes',
    'content-length': end - first,
    'content-range': `bytes ${first}-${end - 1}/${total}`,
  })
  response.end(wavBytes(episode, first, end))
  return true
}
