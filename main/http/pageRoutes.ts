/** The built page, with the headers that keep it to itself. */
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { Hono } from 'hono'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

/**
 * Nothing from elsewhere is loaded or run. Inline styles are allowed because React and the waveform set style
 * attributes; scripts come from our own files only.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export function pageRoutes(folder: string): Hono {
  return new Hono().get('*', async (context) => {
    try {
      const asked = decodeURIComponent(new URL(context.req.url).pathname)
      const path = normalize(join(folder, asked === '/' ? 'index.html' : asked))
      if (!path.startsWith(folder + sep)) return context.notFound()
      const body = await readFile(path)
      return new Response(new Uint8Array(body), {
        headers: {
          'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
          'Content-Security-Policy': CONTENT_SECURITY_POLICY,
          'X-Content-Type-Options': 'nosniff',
          'Referrer-Policy': 'no-referrer',
          // Vite names built files by their content; the page itself is always asked for anew.
          'Cache-Control': asked.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        },
      })
    } catch {
      return context.notFound()
    }
  })
}
