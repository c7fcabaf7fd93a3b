import { CloudOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useConnection } from './services.ts'

/** A loss that mends itself at once is not worth a word. */
const PATIENCE_MS = 700

/** Says calmly that the connection is gone and comes back. */
export function ConnectionBanner() {
  const status = useStore(useConnection().state, (state) => state.status)
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (status !== 'lost') {
      if (status === 'open') setShown(false)
      return
    }
    const timer = setTimeout(() => setShown(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [status])
  if (!shown) return null
  return (
    <div className="banner" role="status">
      <CloudOff aria-hidden />
      Not connected to Afterspace. Trying again; edits you make are kept and sent then.
    </div>
  )
}
