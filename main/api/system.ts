import { findFfmpeg } from '#main/media/ffmpeg/find.ts'
import { VERSION } from '#main/version.ts'
import { api } from './implement.ts'

export const system = {
  info: api.system.info.handler(({ context: { services } }) => {
    const ffmpeg = findFfmpeg()
    return {
      version: VERSION,
      libraryPath: services.library.path,
      ffmpeg: ffmpeg.ok ? ffmpeg.value : null,
      host: services.host,
    }
  }),
}
