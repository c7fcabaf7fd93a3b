import { TriangleAlert } from 'lucide-react'

/** What a person should know of what they brought, a sentence each; nothing where there is nothing. */
export function Warnings({ warnings }: { readonly warnings: readonly string[] }) {
  if (warnings.length === 0) return null
  return (
    <ul className="warnings">
      {warnings.map((warning) => (
        <li key={warning}>
          <TriangleAlert aria-hidden />
          <span className="selectable">{warning}</span>
        </li>
      ))}
    </ul>
  )
}
