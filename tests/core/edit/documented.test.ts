import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { editCommandSchema } from '#core/edit/apply.ts'

const table = readFileSync(new URL('../../../docs/edit-commands.md', import.meta.url), 'utf8')

/** Rows of the table: the command's name, and its keys, with `?` behind those that may be left out. */
function documented(): Record<string, string[]> {
  const rows = [...table.matchAll(/^\| `(?!type`)(\w+)` \| (.*?) \| /gm)]
  return Object.fromEntries(rows.map(([, type, keys]) => [type, keysIn(keys!)]))
}

/** What stands in parentheses or braces behind a key tells of its values. */
function keysIn(cell: string): string[] {
  const bare = cell.replaceAll(/\([^)]*\)|`\{[^}]*\}`/g, '')
  return [...bare.matchAll(/`(\w+)`(\??)/g)].map(([, key, open]) => `${key}${open}`).sort()
}

interface Shape {
  readonly anyOf?: readonly Shape[]
  readonly oneOf?: readonly Shape[]
  readonly properties?: Readonly<Record<string, { readonly const?: string }>>
  readonly required?: readonly string[]
}

function known(shape: Shape): Record<string, string[]> {
  const below = [...(shape.anyOf ?? []), ...(shape.oneOf ?? [])].map(known)
  const type = shape.properties?.type?.const
  if (type === undefined) return Object.assign({}, ...below)
  const keys = Object.keys(shape.properties!).filter((key) => key !== 'type')
  return { [type]: keys.map((key) => (shape.required?.includes(key) ? key : `${key}?`)).sort() }
}

test('every edit command is documented with all its keys, and no other', () => {
  const commands = known(z.toJSONSchema(editCommandSchema, { io: 'input', unrepresentable: 'any' }) as Shape)
  expect(Object.keys(commands).length).toBeGreaterThan(20)
  expect(documented()).toEqual(commands)
})
