import { type KeyboardEvent, useEffect, useState } from 'react'

interface InlineEditProps {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  /** Whether nothing is a value too. */
  readonly optional?: boolean
  readonly className?: string
  readonly onChange: (value: string) => void
}

/** Text that becomes a field when clicked. Enter or leaving it accepts, Escape takes it back. */
export function InlineEdit({
  label,
  value,
  placeholder,
  optional,
  className = '',
  onChange,
}: InlineEditProps) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])

  function accept() {
    const trimmed = text.trim()
    if (trimmed === value || (!trimmed && !optional)) setText(value)
    else onChange(trimmed)
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter') event.currentTarget.blur()
    if (event.key !== 'Escape') return
    event.stopPropagation()
    setText(value)
    // Blurring accepts what the field holds; it must hold the old value by then.
    const field = event.currentTarget
    requestAnimationFrame(() => field.blur())
  }

  return (
    <input
      className={`inline-edit ${className}`}
      aria-label={label}
      value={text}
      placeholder={placeholder}
      spellCheck={false}
      onChange={(event) => setText(event.target.value)}
      onBlur={accept}
      onKeyDown={onKeyDown}
    />
  )
}
