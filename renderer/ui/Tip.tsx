import { Tooltip } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'

interface TipProps {
  readonly content: ReactNode
  readonly keys?: string | undefined
  readonly children: ReactElement
}

/** A tooltip with an optional key; the child must take a ref. */
export function Tip({ content, keys, children }: TipProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="tooltip" sideOffset={6} collisionPadding={8}>
          {content}
          {keys && <kbd>{keys}</kbd>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
