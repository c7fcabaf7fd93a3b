/** Which episodes show, and in which order: kept while the window is open, the order for longer. */
import { createStore } from 'zustand/vanilla'
import type { ProjectSummary } from '#core/contract/shapes.ts'

export const SORTS = [
  ['changed', 'Last changed'],
  ['recorded', 'Recorded'],
  ['title', 'Title'],
  ['length', 'Length'],
] as const
export type Sort = (typeof SORTS)[number][0]

const STORAGE_KEY = 'afterspace.library-sort'

interface LibraryView {
  readonly query: string
  readonly sort: Sort
  /** The episode that was opened last, to come back to. */
  readonly lastOpened: string | null
  readonly scrollTop: number
}

export const libraryView = createStore<LibraryView>(() => ({
  query: '',
  sort: storedSort(),
  lastOpened: null,
  scrollTop: 0,
}))

function storedSort(): Sort {
  const stored = typeof localStorage === 'undefined' ? null : localStorage.getItem(STORAGE_KEY)
  return SORTS.find(([sort]) => sort === stored)?.[0] ?? 'changed'
}

export function setSort(sort: Sort): void {
  localStorage.setItem(STORAGE_KEY, sort)
  libraryView.setState({ sort })
}

const titles = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/**
 * The episodes whose title or speakers hold every word of `query`, whatever its case and accents. The newest and the
 * longest come first, titles by the alphabet; without a date of recording last.
 */
export function arrange(
  projects: readonly ProjectSummary[],
  { query, sort }: Pick<LibraryView, 'query' | 'sort'>,
): ProjectSummary[] {
  const words = plain(query).split(/\s+/).filter(Boolean)
  return projects
    .filter((project) => {
      if (words.length === 0) return true
      const text = plain([project.title, ...project.speakers.map(({ name }) => name)].join('\n'))
      return words.every((word) => text.includes(word))
    })
    .sort((a, b) => compare(a, b, sort) || b.changedAt.localeCompare(a.changedAt))
}

function compare(a: ProjectSummary, b: ProjectSummary, sort: Sort): number {
  switch (sort) {
    case 'changed':
      return b.changedAt.localeCompare(a.changedAt)
    case 'recorded':
      return (b.recordedAt ?? '').localeCompare(a.recordedAt ?? '')
    case 'title':
      return titles.compare(a.title, b.title)
    case 'length':
      return b.durationSamples - a.durationSamples
  }
}

/** Small letters without accents. */
function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase()
}
