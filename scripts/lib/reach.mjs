/** Can a host be reached? Asked before a download, so that being offline costs seconds, not minutes. */
import { connect } from 'node:net'

const PATIENCE_MS = 4000

/**
 * Whether a connection to the address (or to the proxy that stands before it) opens within four seconds.
 * @param {string} address an http(s) address
 * @param {string | null | false} [proxy] by default the one that the environment names
 */
export function canReach(address, proxy = proxyOfEnvironment()) {
  return new Promise((resolve) => {
    let url
    try {
      url = new URL(proxy || address)
    } catch {
      resolve(false)
      return
    }
    const port = Number(url.port) || (url.protocol === 'http:' ? 80 : 443)
    const socket = connect({ host: url.hostname, port, timeout: PATIENCE_MS })
    const finish = (reached) => {
      socket.destroy()
      clearTimeout(timer)
      resolve(reached)
    }
    // The socket's own limit does not cover a name look-up that hangs.
    const timer = setTimeout(() => finish(false), PATIENCE_MS)
    socket.on('connect', () => finish(true))
    socket.on('timeout', () => finish(false))
    socket.on('error', () => finish(false))
  })
}

function proxyOfEnvironment() {
  const { HTTPS_PROXY, https_proxy, HTTP_PROXY, http_proxy } = process.env
  return HTTPS_PROXY ?? https_proxy ?? HTTP_PROXY ?? http_proxy
}
