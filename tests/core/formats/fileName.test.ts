import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { safeFileName } from '#core/formats/fileName.ts'

it('makes a name of any text that a disk takes, and that comes back as it is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'afterspace-names-'))
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({ unit: 'grapheme', maxLength: 400 }),
    fc.string({ unit: fc.constantFrom('.', ' ', '/', '\\', ':', 'a', 'con', '\n', '😀', '語', '\ud800') }),
  )
  fc.assert(
    fc.property(anything, (text) => {
      const name = safeFileName(text, 'Episode')
      expect(name).not.toBe('')
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
      expect(name).not.toMatch(/[/\\:*?"<>|\p{Cc}]|^[. ]|[. ]$|^(con|nul)(\.|$)/iu)
      expect(safeFileName(name, 'Episode')).toBe(name)
      writeFileSync(join(folder, `.${name}.12345678.part`), '')
      expect(readdirSync(folder)).toEqual([`.${name}.12345678.part`])
      rmSync(join(folder, `.${name}.12345678.part`))
    }),
  )
  rmSync(folder, { recursive: true })
})

it('keeps what a person would recognise', () => {
  expect(safeFileName('Room Notes: fifteen honest seconds', 'x')).toBe('Room Notes fifteen honest seconds')
  expect(safeFileName('space-1DemoAfterspc_0.ts', 'x')).toBe('space-1DemoAfterspc_0.ts')
  expect(safeFileName('../../etc/passwd', 'x')).toBe('etc passwd')
  expect(safeFileName('...', 'Episode')).toBe('Episode')
  expect(safeFileName('.mp3', 'Episode')).toBe('mp3')
  expect(safeFileName('NUL.wav', 'recording')).toBe('recording NUL.wav')
  expect(safeFileName(`${'語'.repeat(300)}.mp3`, 'x')).toBe(`${'語'.repeat(58)}.mp3`)
  expect(safeFileName('v1.2', 'x')).toBe('v1.2')
})
