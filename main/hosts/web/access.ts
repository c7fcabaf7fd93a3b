/**
 * Who may talk to the web host: pages of this very origin, in a browser that was started with the token once.
 * Host and Origin are checked against DNS rebinding and requests from other sites.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'

export class Access {
  readonly token = randomBytes(32).toString('base64url')
  /** Not the token: what scripts of ours or extensions see of requests must not open new sessions. */
  readonly #session = randomBytes(32).toString('base64url')
  /** Cookies do not know ports, so that two hosts on one machine need two names. */
  readonly #cookie: string
  readonly #hosts: readonly string[]

  constructor(port: number) {
    this.#cookie = `afterspace-${port}`
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
      .find((cookie) => cookie.startsWith(`${this.#cookie}=`))
    return value !== undefined && same(value.slice(this.#cookie.length + 1), this.#session)
  }

  /** The `Set-Cookie` header in exchange for the token; undefined for a wrong one. */
  cookieFor(token: string): string | undefined {
    if (!same(token, this.token)) return undefined
    return `${this.#cookie}=${this.#session}; Path=/; HttpOnly; SameSite=Strict`
  }
}

function same(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
