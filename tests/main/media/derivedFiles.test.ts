import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '#core/problem.ts'
import { createRequestHandler } from '#main/http/requestHandler.ts'
import { FRAME_INDEX, LOUDNESS_FILE, PEAKS_FILE, WORKING_COPY } from '#main/media/mediaRecord.ts'
import { demoSpacePath } from '#main/projects/demo.ts'
import { importProject } from '#main/projects/importProject.ts'
import { createServices, type Services } from '#main/services.ts'

const DERIVED = [PEAKS_FILE, LOUDNESS_FILE, FRAME_INDEX]

describe('derived files that were deleted', () => {
  const libraryPath = mkdtempSync(join(tmpdir(), 'afterspace-derived-'))
  let services: Services
  let projectId: string

  beforeAll(async () => {
    services = open()
    projectId = unwrap(
      await importProject(services.library, services.projects, { paths: [demoSpacePath()] }),
    ).projectId
  })
  afterAll(async () => {
    await services.close()
    rmSync(libraryPath, { recursive: true, force: true })
  })

  const open = () => unwrap(createServices({ libraryPath, host: 'cli' }))
  const mediaFolder = () => services.library.folder(readdirSync(join(libraryPath, 'media'))[0]!)

  it('come back as they were when the waveform, the loudness or the sound is wanted', async () => {
    const folder = mediaFolder()
    const before = DERIVED.map((name) => readFileSync(join(folder, name)))
    for (const name of DERIVED) rmSync(join(folder, name))
    await services.close()
    services = open()
    const handler = createRequestHandler(services, libraryPath)
    const mediaId = services.library.media.list()[0]!.id
    const [peaks, wav] = await Promise.all([
      handler.request(`/media/recordings/${mediaId}/peaks/0?from=0&to=10`),
      handler.request(`/media/episodes/${projectId}/0.wav`, { headers: { Range: 'bytes=0-99999' } }),
    ])
    expect(peaks.status).toBe(200)
    expect((await peaks.arrayBuffer()).byteLength).toBe(40)
    expect(wav.status).toBe(206)
    expect((await wav.arrayBuffer()).byteLength).toBe(100_000)
    expect(
      unwrap(await services.masters.of(unwrap(services.projects.open(projectId)).episode)).sourceLufs,
    ).not.toBeNull()
    DERIVED.forEach((name, i) => {
      expect(readFileSync(join(folder, name)).equals(before[i]!), name).toBe(true)
    })
  })

  it('cannot come back without the sound, and say so', async () => {
    const folder = mediaFolder()
    rmSync(join(folder, WORKING_COPY))
    rmSync(join(folder, PEAKS_FILE))
    const mediaId = services.library.media.list()[0]!.id
    const response = await createRequestHandler(services, libraryPath).request(
      `/media/recordings/${mediaId}/peaks`,
    )
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ error: { code: 'missing-media' } })
    expect(existsSync(join(folder, PEAKS_FILE))).toBe(false)
  })
})
