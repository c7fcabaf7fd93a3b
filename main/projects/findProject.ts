/** Which project a person means. */
import { fail, ok, type Result } from '#core/problem.ts'
import type { ProjectRow } from '#main/library/projectRepository.ts'

/**
 * The project with this id, or the only one whose id starts so or that has this title (capitals do not count).
 * Never a guess: problems are `not-found` and `ambiguous`.
 */
export function findProject(projects: readonly ProjectRow[], reference: string): Result<ProjectRow> {
  const exact = projects.find((row) => row.id === reference)
  if (exact) return ok(exact)
  const title = reference.toLowerCase()
  const found = projects.filter(
    (row) => reference !== '' && (row.id.startsWith(reference) || row.title.toLowerCase() === title),
  )
  if (found.length === 1) return ok(found[0]!)
  if (found.length > 1)
    return fail(
      'ambiguous',
      `“${reference}” may mean ${found.length} projects.`,
      'Use more of the id; `list` shows it.',
    )
  return fail('not-found', `There is no project “${reference}”.`, 'See `list` for ids and titles.')
}
