import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Tip } from './Tip.tsx'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  readonly icon: LucideIcon
  /** What it does: its name for everybody, and the tooltip. */
  readonly label: string
  readonly keys?: string | undefined
  readonly small?: boolean
}

/** A button that shows only an icon. Pressing it with the mouse leaves the focus where it was. */
export function IconButton({ icon: Icon, label, keys, small, className = '', ...rest }: IconButtonProps) {
  return (
    <Tip content={label} keys={keys}>
      <button
        type="button"
        aria-label={label}
        className={`icon-button ${small ? 'small' : ''} ${className}`}
        onMouseDown={(event) => event.preventDefault()}
        {...rest}
      >
        <Icon aria-hidden />
      </button>
    </Tip>
  )
}
