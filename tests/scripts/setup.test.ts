import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

/** Runs set-up of a checkout in `folder`, as a newcomer's npm would. */
function setUp(folder: string, env: NodeJS.ProcessEnv = {}, args: string[] = []) {
  const result = spawnSync(process.execPath, [join(folder, 'scripts', 'setup.mjs'), ...args], {
    cwd: folder,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  })
  return { code: result.status, said: result.stderr }
}

describe('setup', () => {
  let fresh = ''
  beforeAll(() => {
    fresh = mkdtempSync(join(tmpdir(), 'afterspace-setup-'))
    for (const name of ['scripts', 'package.json', 'package-lock.json']) {
      cpSync(join(root, name), join(fresh, name), { recursive: true })
    }
  })
  afterAll(() => rmSync(fresh, { recursive: true }))

  it('is quick and silent when everything is there', () => {
    setUp(root)
    const startedAt = performance.now()
    const { code, said } = setUp(root)
    expect(performance.now() - startedAt).toBeLessThan(1000)
    expect(said).toBe('')
    expect(code).toBe(0)
  })

  it('says what is wrong when the registry cannot be reached', () => {
    const nowhere = { npm_config_registry: 'http://127.0.0.1:1/', npm_config_cache: join(fresh, 'cache') }
    const { code, said } = setUp(fresh, { ...nowhere, npm_config_fetch_retries: '0' })
    expect(said).toContain('The packages could not be downloaded')
    expect(said).toContain('run the same command again')
    expect(code).toBe(1)
  })
})

describe('tools that are missing', () => {
  let tools = ''
  beforeAll(() => {
    tools = mkdtempSync(join(tmpdir(), 'afterspace-tools-'))
    mkdirSync(join(tools, 'bin'))
  })
  afterAll(() => rmSync(tools, { recursive: true }))

  /** What is said for a tool that is nowhere, with a PATH that holds nothing else (so no apt-get to use). */
  function provide(required: boolean) {
    const module = join(root, 'scripts', 'lib', 'systemTools.mjs')
    const messages = join(root, 'scripts', 'lib', 'messages.mjs')
    const script = join(tools, 'provide.mjs')
    writeFileSync(
      script,
      `import { provideTools, TOOLS } from ${JSON.stringify(module)}
       import { main } from ${JSON.stringify(messages)}
       await main(() => provideTools([TOOLS.sox, TOOLS.flite], { required: ${required} }))`,
    )
    const result = spawnSync(process.execPath, [script], {
      env: { PATH: join(tools, 'bin'), HOME: dirname(tools) },
      encoding: 'utf8',
    })
    return { code: result.status, said: result.stderr }
  }

  it('are named in one command, and that is all when they are not required', () => {
    const { code, said } = provide(false)
    expect(said).toContain('Missing: sox, flite. To install them, run:')
    expect(said).toMatch(/install.* sox flite\n/)
    expect(code).toBe(0)
  })

  it('end the run when they are required, without a stack trace', () => {
    const { code, said } = provide(true)
    expect(said).toContain('Missing: sox, flite')
    expect(said).not.toContain('at ')
    expect(code).toBe(1)
  })
})
