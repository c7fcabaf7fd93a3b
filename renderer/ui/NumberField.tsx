import { type KeyboardEvent, useEffect, useId, useState } from 'react'

interface NumberFieldProps {
  readonly label: string
  readonly unit: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step: number
  readonly decimals?: number
  readonly onChange: (value: number) => void
}

/** A number with its unit. Accepted on Enter or on leaving; arrows step at once; out of range is limited. */
export function NumberField(props: NumberFieldProps) {
  const { label, unit, value, min, max, step, decimals = 1, onChange } = props
  const id = useId()
  const shown = value.toFixed(decimals)
  const [text, setText] = useState(shown)
  useEffect(() => setText(shown), [shown])

  function accept(entered: number) {
    if (!Number.isFinite(entered)) return setText(shown)
    const limited = Math.max(min, Math.min(max, Number(entered.toFixed(decimals))))
    setText(limited.toFixed(decimals))
    if (limited !== Number(shown)) onChange(limited)
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter') return accept(Number(text.replace(',', '.')))
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    accept(Number(text) + (event.key === 'ArrowUp' ? step : -step) * (event.shiftKey ? 10 : 1))
  }

  return (
    <div className="number-field row spread">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <span className="number-field-box">
        <input
          id={id}
          className="input small numbers"
          inputMode="decimal"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => accept(Number(text.replace(',', '.')))}
          onKeyDown={onKeyDown}
        />
        <span className="faint">{unit}</span>
      </span>
    </div>
  )
}
