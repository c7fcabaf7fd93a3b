import fc from 'fast-check'
import { expect, it } from 'vitest'
import { advance, EMPTY_HISTORY } from '#core/edit/history.ts'
import { Documents } from '#renderer/state/documents.ts'
import { importedEpisode } from '../../support/episodes.ts'

it('remembers the latest documents, and not all of a long session', () => {
  const episode = fc.sample(importedEpisode, 1)[0]!
  const documents = new Documents()
  let history = EMPTY_HISTORY
  documents.remember(history, episode)
  for (let revision = 1; revision <= 1_000; revision++) {
    history = advance(history, { revision, kind: 'edit', label: 'Edit', at: '' })
    documents.remember(history, { ...episode, title: `After ${revision}` })
  }
  for (const position of [1_000, 999, 900])
    expect(documents.at(history, position)?.title).toBe(`After ${position}`)
  const known = history.steps.filter((_, i) => documents.at(history, i + 1)).length
  expect(known).toBe(200)
  expect(documents.at(history, 0)).toBeUndefined()
})
