/**
 * Who may talk to the web host: pages of this very origin, in a browser that was started with the token once.
 * Host and Origin are checked against DNS rebinding and requests from other sites.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'

const COOKIE = 'afterspace'

export class Access {
  readonly token = randomBytes(32).toString('base64url')
  /** The cookie's value differs from the token, so that an address that leaks cannot be used again by itself. */
  readonly #session = randomBytes(32).toString('base64url')
  readonly #hosts: readonly string[]

  constructor(port: number) {
    this.#hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  }

  /** Whether Host and Origin name this server. A request without Origin (navigation, media) needs a good Host. */
  isOurs(host: string | undefined, origin: string | undefined): boolean {
    if (!host || !this.#hosts.includes(host)) return false
    return origin === undefined || this.#hosts.some((ours) => origin === `http://${ours}`)
  }

  /** Whether the `Cookie` header holds this session. */
  isKnown(cookies: string | undefined): boolean {
    const value = cookies
      ?.split(';')
      .map((cookie) => cookie.trim())
      .find((cookie) => cookie.startsWith(`${COOKIE}=`))
    return value !== undefined && same(value.slice(COOKIE.length + 1), this.#session)
  }

  /** The `Set-Cookie` header in exchange for the token; undefined for a wrong one. */
  cookieFor(token: string): string | undefined {
    if (!same(token, this.token)) return undefined
    return `${COOKIE}=${this.#session}; Path=/; HttpOnly; SameSite=Strict`
  }
}

function same(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
