import type { Problem } from '#core/problem.ts'

/** A problem within a dialog: what happened and how to go on. */
export function ProblemNote({ problem }: { readonly problem: Problem }) {
  return (
    <div className="form-problem selectable" role="alert">
      <p>{problem.message}</p>
      {problem.hint && <p>{problem.hint}</p>}
    </div>
  )
}
