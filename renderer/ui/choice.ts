import type { ReactNode } from 'react'

/** One of several, each with the name that is shown for it. */
export interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: readonly (readonly [Value, string])[]
  readonly onChange: (value: Value) => void
}

/** A choice in a form, perhaps with words below. */
export interface ChoiceFieldProps<Value extends string> extends ChoiceProps<Value> {
  readonly hint?: ReactNode
}
