import { Search } from 'lucide-react'
import type { KeyboardEvent, ReactNode, Ref } from 'react'

interface SearchFieldProps {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly onChange: (query: string) => void
  readonly fieldRef?: Ref<HTMLInputElement>
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void
  readonly small?: boolean
  /** What stands at its end, in place of the browser's cross. */
  readonly children?: ReactNode
}

/** A field to search by, with a glass before it. */
export function SearchField({ fieldRef, ...props }: SearchFieldProps) {
  const { label, placeholder, value, onChange, onKeyDown, small, children } = props
  return (
    <span className="search-field grow">
      <Search aria-hidden />
      <input
        ref={fieldRef}
        className={`input ${small ? 'small' : ''}`}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {children}
    </span>
  )
}
