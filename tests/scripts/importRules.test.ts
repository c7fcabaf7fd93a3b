import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'

interface Violation {
  file: string
  line: number
  wrong: string
  instead: string
}

const scripts = join(import.meta.dirname, '..', '..', 'scripts')
const { checkTree } = (await import(join(scripts, 'imports', 'checkTree.mjs'))) as {
  checkTree(root: string): { fileCount: number; violations: Violation[] }
}

const trees: string[] = []
afterEach(() => {
  for (const tree of trees.splice(0)) rmSync(tree, { recursive: true })
})

/** A checkout that holds just these files. */
function makeTree(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'afterspace-rules-'))
  trees.push(root)
  for (const [path, source] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), source)
  }
  return root
}

const check = (files: Record<string, string>) => checkTree(makeTree(files)).violations

/** Each rule: a file, what it says in one line, and words that the message must have: what is wrong, and where to go. */
const BROKEN: [rule: string, file: string, source: string, wrong: string, instead: string][] = [
  ['core has no Node', 'core/a.ts', `import fs from 'node:fs'`, `core imports 'node:fs'`, 'belong in main'],
  [
    'core has no bare Node',
    'core/a.ts',
    `import { join } from 'path'`,
    `core imports 'path'`,
    'belong in main',
  ],
  [
    'core has no package',
    'core/a.ts',
    `import x from 'zustand'`,
    'core imports only core and zod',
    'to core',
  ],
  ['core has no main', 'core/a.ts', `import type { X } from '#main/x.ts'`, '#main/x.ts', 'pure part to core'],
  ['core has no renderer', 'core/e/a.ts', `export * from '../../renderer/x.ts'`, 'renderer/x.ts', 'to core'],
  [
    'oRPC in the contract',
    'core/edit/a.ts',
    `import '@orpc/contract'`,
    'outside core/contract',
    'core/contract',
  ],
  [
    'no oRPC server in core',
    'core/contract/a.ts',
    `import '@orpc/server'`,
    `'@orpc/server'`,
    'main or renderer',
  ],
  ['core has no clock', 'core/a.ts', `export const a = Date.now()`, 'Date.now', 'as an argument'],
  ['core makes no dates', 'core/a.ts', `export const a = new Date()`, 'new Date()', 'as an argument'],
  ['core calls no dates', 'core/a.ts', `export const a = Date()`, 'Date()', 'as an argument'],
  ['core has no chance', 'core/a.ts', `export const a = Math.random()`, 'Math.random', 'as an argument'],
  [
    'core takes no time',
    'core/a.ts',
    `export const a = performance.now()`,
    'performance.now',
    'as an argument',
  ],
  ['core sees no process', 'core/a.ts', `export const a = process.env.HOME`, 'process.env', 'as an argument'],
  [
    'main has no renderer',
    'main/a.ts',
    `import type { A } from '#renderer/a.ts'`,
    '#renderer/a.ts',
    'in core',
  ],
  ['main has no preload', 'main/hosts/electron/a.ts', `import '../../../preload/a.ts'`, 'preload', 'in core'],
  ['main has no React', 'main/a.ts', `import { useState } from 'react'`, `'react'`, 'core'],
  ['renderer has no main', 'renderer/a.tsx', `import { a } from '#main/a.ts'`, '#main/a.ts', 'core/contract'],
  ['nor its types', 'renderer/a.tsx', `type A = import('../main/a.ts').A`, '../main/a.ts', 'types included'],
  ['nor by import()', 'renderer/a.ts', `const a = await import('../main/a.ts')`, '../main/a.ts', '#core'],
  ['renderer has no preload', 'renderer/a.ts', `import '../preload/a.ts'`, '../preload/a.ts', '#core'],
  ['renderer has no Node', 'renderer/a.ts', `import 'node:path'`, `'node:path'`, 'main'],
  ['renderer has no SQLite', 'renderer/a.ts', `import 'better-sqlite3'`, `'better-sqlite3'`, 'main'],
  ['preload has no main', 'preload/a.ts', `import '../main/a.ts'`, '../main/a.ts', '#core'],
  ['preload has no Node', 'preload/a.ts', `import fs = require('fs')`, `'fs'`, 'main'],
  ['electron in its host', 'main/api/a.ts', `import { app } from 'electron'`, `'electron'`, 'host'],
  ['electron not in the page', 'renderer/a.ts', `import 'electron/renderer'`, `'electron/renderer'`, 'host'],
  [
    'web knows no electron',
    'main/hosts/web/a.ts',
    `import '../electron/b.ts'`,
    'electron host',
    'in main outside',
  ],
  ['cli knows no web', 'main/hosts/cli/a.ts', `import '#main/hosts/web/b.ts'`, 'web host', 'in main outside'],
  [
    'ffmpeg in media',
    'main/exporting/a.ts',
    `import f from 'fluent-ffmpeg'`,
    `'fluent-ffmpeg'`,
    'main/media',
  ],
  [
    'its binary, too',
    'main/hosts/cli/a.ts',
    `const f = require('ffmpeg-static')`,
    `'ffmpeg-static'`,
    'main/media',
  ],
  ['by its name, too', 'main/hosts/cli/a.ts', `spawn('ffmpeg', [])`, `starts 'ffmpeg'`, 'main/media'],
  [
    'processes at the edge',
    'main/library/a.ts',
    `import 'node:child_process'`,
    'child_process',
    'main/media',
  ],
  [
    'one wavesurfer adapter',
    'renderer/a.ts',
    `import W from 'wavesurfer.js'`,
    'wavesurfer',
    'wavesurferAdapter.ts',
  ],
  [
    'its plugins, too',
    'renderer/a.ts',
    `import 'wavesurfer.js/plugins/minimap'`,
    'minimap',
    'wavesurferAdapter.ts',
  ],
]

describe('import rules', () => {
  it.each(BROKEN)('%s: %s', (_rule, file, source, wrong, instead) => {
    const violations = check({ [file]: `// The second line breaks a rule.\n${source}\n` })
    expect(violations).toHaveLength(1)
    expect(violations[0]).toMatchObject({ file, line: 2 })
    expect(`${violations[0]?.wrong}. ${violations[0]?.instead}`).toContain(wrong)
    expect(`${violations[0]?.wrong}. ${violations[0]?.instead}`).toContain(instead)
  })

  it('refuses a second wavesurfer adapter', () => {
    const source = `import W from 'wavesurfer.js'`
    const violations = check({
      'renderer/a/wavesurferAdapter.ts': source,
      'renderer/b/wavesurferAdapter.ts': source,
    })
    expect(violations.map(({ file }) => file)).toEqual(['renderer/b/wavesurferAdapter.ts'])
    expect(violations[0]?.instead).toContain('renderer/a/wavesurferAdapter.ts')
  })

  it('takes what is allowed', () => {
    const violations = check({
      'core/contract/api.ts': `import { oc } from '@orpc/contract'\nimport { z } from 'zod'\nimport '#core/a.ts'`,
      'core/a.ts': `export const at = (ms: number) => new Date(ms)\nexport const run = (process: { x: 1 }) => process.x`,
      'core/quotes.ts': `// import 'node:fs'\nexport const text = "import 'electron'; Date.now()"`,
      'main/media/decode.ts': `import { spawn } from 'node:child_process'\nspawn('ffmpeg', [])\nimport 'fluent-ffmpeg'`,
      'main/hosts/electron/main.ts': `import { app } from 'electron'\nimport './menu.ts'\nimport '#main/api/a.ts'`,
      'main/hosts/web/window.ts': `import { spawn } from 'node:child_process'\nspawn('chromium', [])`,
      'main/library/open.ts': `import Database from 'better-sqlite3'\nimport '#core/a.ts'\nimport 'node:fs'`,
      'preload/preload.ts': `import { contextBridge } from 'electron'\nimport '#core/a.ts'`,
      'renderer/app.tsx': `import './style.css'\nimport { a } from '#core/a.ts'\nimport 'react'\nimport { b } from '#renderer/b.ts'`,
      'renderer/wave/wavesurferAdapter.ts': `import WaveSurfer from 'wavesurfer.js'`,
    })
    expect(violations).toEqual([])
  })

  it('says when a file cannot be parsed', () => {
    expect(check({ 'core/a.ts': 'export const = 1' })[0]).toMatchObject({
      file: 'core/a.ts',
      wrong: 'cannot be parsed',
    })
  })

  it('prints file, line, what is wrong and where it belongs, and fails', () => {
    const root = makeTree({ 'main/library/a.ts': `import 'electron'\n`, 'core/b.ts': 'Date.now()\n' })
    const { status, stdout } = spawnSync(process.execPath, [join(scripts, 'import-rules.mjs'), root], {
      encoding: 'utf8',
    })
    expect(stdout).toContain(
      `main/library/a.ts:1  'electron' outside main/hosts/electron and preload\n    Everything else`,
    )
    expect(stdout).toContain('core/b.ts:1  core uses Date.now')
    expect(stdout).toContain('2 import rules are broken')
    expect(status).toBe(1)
  })
})
