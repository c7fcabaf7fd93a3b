import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const isRoot = process.getuid?.() === 0

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
    const { code, said } = setUp(fresh, nowhere)
    expect(said).toContain('The packages could not be downloaded')
    expect(said).toContain('run the same command again')
    expect(code).toBe(1)
  })
})

describe('tools that are missing', () => {
  let tools = ''
  beforeEach(() => {
    tools = mkdtempSync(join(tmpdir(), 'afterspace-tools-'))
    mkdirSync(join(tools, 'bin'))
  })
  afterEach(() => rmSync(tools, { recursive: true }))

  /** Puts an apt-get on the PATH that notes how it was called, and on `install` makes the programs named. */
  function addAptGet(programs: string[]) {
    const bin = join(tools, 'bin')
    const makes = programs.map((name) => `: > "${join(bin, name)}"`).join('\n')
    const script = `#!/bin/sh\necho "$DEBIAN_FRONTEND $*" >> "${join(tools, 'calls')}"\ncase "$*" in *install*)\n:\n${makes}\nesac\n`
    writeFileSync(join(bin, 'apt-get'), script, { mode: 0o755 })
    return () => readFileSync(join(tools, 'calls'), 'utf8').trim().split('\n')
  }

  /** What is said for tools that are nowhere, with a PATH that holds nothing but what the test put there. */
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

  it.runIf(isRoot)('are installed by root, without a question, after one update', () => {
    const calls = addAptGet(['sox', 'flite'])
    const { code, said } = provide(true)
    expect(said).toBe('Installing sox, flite …\n')
    expect(calls()).toHaveLength(2)
    expect(calls()[0]).toMatch(/^noninteractive .*update/)
    expect(calls()[1]).toMatch(/^noninteractive .*install -y .*sox flite$/)
    expect(code).toBe(0)
  })

  it.runIf(isRoot)('are named when apt-get does not bring them', () => {
    addAptGet(['sox'])
    const { code, said } = provide(true)
    expect(said).toContain('Missing: flite. To install it, run:')
    expect(code).toBe(1)
  })
})
