import { CircleAlert, X } from 'lucide-react'
import { useEffect } from 'react'
import type { Problem } from '#core/problem.ts'
import { IconButton } from './IconButton.tsx'

const SHOWN_MS = 12_000

/** A problem at the lower edge: what happened and how to go on. */
export function ProblemToast({
  problem,
  onClose,
}: {
  readonly problem: Problem
  readonly onClose: () => void
}) {
  useEffect(() => {
    const timer = setTimeout(onClose, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [problem, onClose])
  return (
    <div className="toast" role="alert">
      <CircleAlert aria-hidden />
      <div className="selectable">
        <p>{problem.message}</p>
        {problem.hint && <p>{problem.hint}</p>}
      </div>
      <IconButton icon={X} label="Dismiss" small onClick={onClose} />
    </div>
  )
}
