import { Segmented } from './Segmented.tsx'

interface LabelledChoiceProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: readonly (readonly [Value, string])[]
  readonly hint?: string
  readonly onChange: (value: Value) => void
}

/** One of a few with its label above, as wide as its form. */
export function LabelledChoice<Value extends string>(props: LabelledChoiceProps<Value>) {
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
