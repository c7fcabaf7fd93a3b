/** The window's own origin. Everything that comes from elsewhere is refused. */

export const APP_SCHEME = 'afterspace'
const APP_HOST = 'app'

/** Address of the page. */
export const PAGE_URL = `${APP_SCHEME}://${APP_HOST}/`

/** Whether an address is of our origin. */
export function isOurs(address: string): boolean {
  const url = URL.parse(address)
  return url?.protocol === `${APP_SCHEME}:` && url.host === APP_HOST
}

/** Whether an address is the page itself, whatever screen it shows; only there may a window go. */
export function isPage(address: string): boolean {
  return isOurs(address) && URL.parse(address)?.pathname === '/'
}

/** Whether the system's browser may open an address. */
export function isWebLink(address: string): boolean {
  const protocol = URL.parse(address)?.protocol
  return protocol === 'https:' || protocol === 'http:'
}
