import { app } from 'electron'
import { assetPath } from '#main/assets.ts'
import { VERSION } from '#main/version.ts'

/** What the About window says. */
export function setUpAbout(): void {
  app.setAboutPanelOptions({
    applicationName: 'Afterspace',
    applicationVersion: VERSION,
    copyright: 'Afterspace contributors, MIT licence',
    iconPath: assetPath('resources/icons/icon-512.png'),
  })
}
