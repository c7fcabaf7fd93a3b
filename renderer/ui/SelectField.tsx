import type { ChoiceFieldProps } from './choice.ts'

/** One of several, with a label above. */
export function SelectField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { label, value, options, hint, onChange } = props
  return (
    <label className="field">
      <span className="label">{label}</span>
      <select className="select" value={value} onChange={(event) => onChange(event.target.value as Value)}>
        {options.map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
      </select>
      {hint && <span className="muted field-hint">{hint}</span>}
    </label>
  )
}
