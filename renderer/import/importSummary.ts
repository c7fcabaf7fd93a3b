/** What a person is told when imports are over. */
import type { Problem } from '#core/problem.ts'

export type Outcome = { readonly name: string } & (
  | { readonly projectId: string; readonly warnings: readonly string[] }
  | { readonly problem: Problem }
)

export interface ImportSummary {
  readonly said: string
  readonly problem: Problem | null
  /** The project to open: that of a single import. */
  readonly openProjectId: string | null
}

/** Sums up the outcomes of `count` imports; fewer outcomes than that when a person cancelled. */
export function importSummary(outcomes: readonly Outcome[], count: number): ImportSummary {
  const made = outcomes.filter((outcome) => 'projectId' in outcome)
  const failed = outcomes.flatMap((outcome) =>
    'problem' in outcome && outcome.problem.code !== 'cancelled' ? [outcome] : [],
  )
  const wasCancelled = made.length + failed.length < count
  const openProjectId = count === 1 ? (made[0]?.projectId ?? null) : null
  return {
    said: saidOf(made, count, wasCancelled),
    problem: failureOf(failed, count) ?? warningOf(made),
    openProjectId,
  }
}

function saidOf(made: readonly Outcome[], count: number, wasCancelled: boolean): string {
  if (count === 1) return made[0] ? `Imported ${made[0].name}.` : wasCancelled ? 'Import cancelled.' : ''
  return wasCancelled
    ? `Import cancelled. ${made.length} of ${count} were imported before.`
    : `Imported ${made.length} of ${count}.`
}

function failureOf(
  failed: readonly { readonly name: string; readonly problem: Problem }[],
  count: number,
): Problem | null {
  const [first] = failed
  if (!first) return null
  if (count === 1) return first.problem
  const { code, message, hint } = first.problem
  return failed.length === 1
    ? { code, message: `“${first.name}” was not imported: ${message}`, hint }
    : {
        code,
        message: `${failed.length} of ${count} were not imported. “${first.name}”: ${message}`,
        hint: `The others: ${failed
          .slice(1)
          .map(({ name }) => `“${name}”`)
          .join(', ')}.`,
      }
}

/** What the person should know of a recording that came in all the same. */
function warningOf(made: readonly { readonly name: string; readonly warnings: readonly string[] }[]) {
  const told = made.filter(({ warnings }) => warnings.length > 0)
  const [first, ...rest] = told.length === 1 ? told[0]!.warnings : told.map(named)
  return first === undefined ? null : ({ code: 'unreadable', message: first, hint: rest.join(' ') } as const)
}

function named({ name, warnings }: { readonly name: string; readonly warnings: readonly string[] }): string {
  return `“${name}”: ${warnings.join(' ')}`
}
