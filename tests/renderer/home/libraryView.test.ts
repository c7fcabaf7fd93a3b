import { describe, expect, it } from 'vitest'
import type { ProjectSummary } from '#core/contract/shapes.ts'
import { formatSince } from '#renderer/home/dates.ts'
import { arrange, type Sort } from '#renderer/home/libraryView.ts'

function project(id: string, changes: Partial<ProjectSummary> = {}): ProjectSummary {
  return {
    id,
    title: id,
    revision: 0,
    durationSamples: 48_000,
    durationSeconds: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    changedAt: '2026-01-01T00:00:00.000Z',
    speakers: [],
    missing: false,
    recordedAt: null,
    isEdited: false,
    exportedAt: null,
    isExportCurrent: false,
    ...changes,
  }
}

const library = [
  project('Room 10', { changedAt: '2026-01-03T00:00:00.000Z', durationSamples: 20 }),
  project('room 2', {
    changedAt: '2026-01-02T00:00:00.000Z',
    durationSamples: 9,
    recordedAt: '2025-06-01T00:00:00.000Z',
    speakers: [{ name: 'Søren Müller', color: 0 }],
  }),
  project('Änderungen', {
    changedAt: '2026-01-04T00:00:00.000Z',
    durationSamples: 9,
    recordedAt: '2025-05-01T00:00:00.000Z',
    speakers: [{ name: 'Ada', color: 0 }],
  }),
]
const ids = (query: string, sort: Sort) => arrange(library, { query, sort }).map(({ id }) => id)

describe('the order of the library', () => {
  it.each([
    ['changed', ['Änderungen', 'Room 10', 'room 2']],
    ['recorded', ['room 2', 'Änderungen', 'Room 10']],
    ['title', ['Änderungen', 'room 2', 'Room 10']],
    ['length', ['Room 10', 'Änderungen', 'room 2']],
  ] as const)('by %s', (sort, expected) => {
    expect(ids('', sort)).toEqual(expected)
  })
})

describe('a search', () => {
  it.each([
    ['ROOM', ['Room 10', 'room 2']],
    ['anderungen', ['Änderungen']],
    ['muller', ['room 2']],
    ['room müll', ['room 2']],
    ['  ada ', ['Änderungen']],
    ['room ada', []],
    ['', ['Änderungen', 'Room 10', 'room 2']],
  ])('for “%s” looks at titles and speakers, whatever the accents', (query, expected) => {
    expect(ids(query, 'changed')).toEqual(expected)
  })
})

describe('the time of a change', () => {
  const now = new Date(2026, 5, 15, 12).getTime()
  const since = (...date: [number, number, number, number?, number?, number?]) =>
    formatSince(new Date(...date).toISOString(), now)
  it('is told by nights, not by hours', () => {
    expect(since(2026, 5, 15, 11, 59, 40)).toBe('just now')
    expect(since(2026, 5, 15, 11, 55)).toBe('5 minutes ago')
    expect(since(2026, 5, 15, 9)).toBe('3 hours ago')
    expect(since(2026, 5, 14, 23)).toBe('yesterday')
    expect(since(2026, 5, 12, 1)).toBe('3 days ago')
    expect(since(2026, 5, 8, 12)).toBe('Jun 8, 2026')
  })
})
