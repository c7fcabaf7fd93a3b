/** The editor in a window of its own where Electron is not there: an app window of an installed browser. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const ON_PATH = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'microsoft-edge-stable',
  'brave-browser',
]

/** The first Chromium-like browser that is installed, or undefined. `AFTERSPACE_BROWSER` names another. */
export function findBrowser(): string | undefined {
  const { AFTERSPACE_BROWSER, PATH = '', PROGRAMFILES, LOCALAPPDATA } = process.env
  const windows = [PROGRAMFILES, process.env['PROGRAMFILES(X86)'], LOCALAPPDATA].flatMap((root) =>
    root
      ? [
          join(root, 'Google/Chrome/Application/chrome.exe'),
          join(root, 'Microsoft/Edge/Application/msedge.exe'),
        ]
      : [],
  )
  const mac = ['Google Chrome', 'Microsoft Edge', 'Chromium', 'Brave Browser'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  )
  const onPath = PATH.split(delimiter).flatMap((folder) => ON_PATH.map((name) => join(folder, name)))
  return [...(AFTERSPACE_BROWSER ? [AFTERSPACE_BROWSER] : []), ...windows, ...mac, ...onPath].find(existsSync)
}

/** Opens `url` as an app window with a profile of its own; undefined where no browser can show one. */
export function openAppWindow(url: string, profileFolder: string): ChildProcess | undefined {
  const browser = findBrowser()
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  if (!browser || !hasDisplay) return undefined
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  return spawn(
    browser,
    [
      `--app=${url}`,
      `--user-data-dir=${profileFolder}`,
      '--no-first-run',
      '--no-default-browser-check',
      '--window-size=1440,900',
      // Chromium refuses its sandbox to root; there is no other way to show a window then. The second flag keeps
      // its bar about the first one out of the way.
      ...(isRoot ? ['--no-sandbox', '--test-type'] : []),
    ],
    { stdio: 'ignore' },
  )
}
