import { X } from 'lucide-react'
import { useEffect } from 'react'
import type { Offer } from '#renderer/app/notices.ts'
import { IconButton } from './IconButton.tsx'

/** Long enough to notice that it was the wrong one. */
const SHOWN_MS = 20_000

/** What was done, at the lower edge, with the way back. */
export function OfferToast({ offer, onClose }: { readonly offer: Offer; readonly onClose: () => void }) {
  useEffect(() => {
    const timer = setTimeout(onClose, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [offer, onClose])
  return (
    <div className="toast offer" role="status">
      <p className="truncate">{offer.message}</p>
      <button
        type="button"
        className="button small"
        onClick={() => {
          onClose()
          offer.run()
        }}
      >
        {offer.action}
      </button>
      <IconButton icon={X} label="Dismiss" small onClick={onClose} />
    </div>
  )
}
