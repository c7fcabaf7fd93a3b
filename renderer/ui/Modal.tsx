import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'

interface ModalProps {
  readonly title: string
  readonly description?: string
  readonly wide?: boolean
  readonly onClose: () => void
  readonly footer?: ReactNode
  readonly children: ReactNode
}

/** A dialog over everything; Escape, the cross and a click beside it call `onClose`. */
export function Modal({ title, description, wide, onClose, footer, children }: ModalProps) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content
          className={`dialog ${wide ? 'wide' : ''}`}
          onOpenAutoFocus={focusBody}
          {...(!description && { 'aria-describedby': undefined })}
        >
          <div className="dialog-head">
            <div>
              <Dialog.Title>{title}</Dialog.Title>
              {description && <Dialog.Description>{description}</Dialog.Description>}
            </div>
            <Dialog.Close className="icon-button small" aria-label="Close">
              <X aria-hidden />
            </Dialog.Close>
          </div>
          <div className="dialog-body">{children}</div>
          {footer && <div className="dialog-foot">{footer}</div>}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** What a person came for has the focus first, not the cross. */
function focusBody(event: Event): void {
  const content = event.currentTarget
  if (!(content instanceof HTMLElement)) return
  event.preventDefault()
  const first = content.querySelector<HTMLElement>('.dialog-body :is(input, select, textarea, button)')
  ;(first ?? content).focus()
}
