/** Puts at `window.afterspaceDesktop` what only a desktop can do, and hands the page its port to the API. */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { DESKTOP_BRIDGE, type DesktopBridge } from '#core/contract/desktop.ts'
import { TO_HOST } from '#core/contract/desktopChannels.ts'
import { onMenuCommand } from './menuCommands.ts'
import { followAddresses, onOpenPath } from './openPaths.ts'
import { handPortOver } from './port.ts'

const bridge: DesktopBridge<File> = {
  platform: platformOf(process.platform),
  requestPort: () => ipcRenderer.send(TO_HOST.requestPort),
  pickAudioFiles: () => ipcRenderer.invoke(TO_HOST.pickAudioFiles),
  pickRecordings: () => ipcRenderer.invoke(TO_HOST.pickRecordings),
  pickFolder: () => ipcRenderer.invoke(TO_HOST.pickFolder),
  pickImage: () => ipcRenderer.invoke(TO_HOST.pickImage),
  pickPath: (purpose) => ipcRenderer.invoke(TO_HOST.pickPath, purpose),
  pickExportPath: (suggestedName, ending) =>
    ipcRenderer.invoke(TO_HOST.pickExportPath, suggestedName, ending),
  pathForFile: (file) => webUtils.getPathForFile(file),
  setMenu: (entries) => ipcRenderer.send(TO_HOST.setMenu, entries),
  revealFile: (path) => ipcRenderer.send(TO_HOST.revealFile, path),
  onMenuCommand,
  onOpenPath,
}

function platformOf(platform: NodeJS.Platform): DesktopBridge['platform'] {
  return platform === 'darwin' || platform === 'win32' ? platform : 'linux'
}

handPortOver()
followAddresses()
contextBridge.exposeInMainWorld(DESKTOP_BRIDGE, bridge)
ipcRenderer.send(TO_HOST.ready)
