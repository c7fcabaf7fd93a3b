/** The installed Chromium, as tests and benches start it. */
import { type Browser, chromium } from 'playwright'

/** Flags for a machine without a sandbox, a graphics card or a way to the outside. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
]

/** Path of the browser: `AFTERSPACE_BROWSER`, else where Debian puts Chromium. */
export const CHROMIUM_PATH = process.env.AFTERSPACE_BROWSER ?? '/usr/bin/chromium'

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM_PATH, args: CHROMIUM_FLAGS })
}
