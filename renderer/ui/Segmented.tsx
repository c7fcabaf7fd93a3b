import { ToggleGroup } from 'radix-ui'
import type { ChoiceProps } from './choice.ts'

/** One of a few, all in sight. */
export function Segmented<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <ToggleGroup.Root
      type="single"
      className="segmented"
      aria-label={label}
      value={value}
      onValueChange={(chosen) => chosen && onChange(chosen as Value)}
    >
      {options.map(([option, name]) => (
        <ToggleGroup.Item key={option} value={option}>
          {name}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
