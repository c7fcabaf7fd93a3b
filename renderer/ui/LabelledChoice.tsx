import type { ChoiceFieldProps } from './choice.ts'
import { Segmented } from './Segmented.tsx'

/** One of a few with its label above, as wide as its form. */
export function LabelledChoice<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { label, hint, ...choice } = props
  return (
    <div className="field labelled-choice">
      <span className="label" aria-hidden>
        {label}
      </span>
      <Segmented label={label} {...choice} />
      {hint && <span className="muted field-hint">{hint}</span>}
    </div>
  )
}
