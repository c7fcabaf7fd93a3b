import { Megaphone, Plus } from 'lucide-react'
import { useState } from 'react'
import { Empty } from '#renderer/ui/Empty.tsx'
import { AddReadDialog } from './AddReadDialog.tsx'
import { ReadCard } from './ReadCard.tsx'
import { useReads } from './useReads.ts'

/** The library's sponsor reads, ready to be placed. */
export function SponsorsPanel() {
  const { reads, refresh, remove } = useReads()
  const [adding, setAdding] = useState(false)
  return (
    <div className="panel">
      <div className="row spread panel-head">
        <h2>Sponsor reads</h2>
        <button type="button" className="button small quiet" onClick={() => setAdding(true)}>
          <Plus aria-hidden /> Add
        </button>
      </div>
      {reads?.length === 0 && (
        <Empty icon={Megaphone} title="No reads yet">
          <p>Add a sponsor’s recording once; place it in any episode, at the right loudness.</p>
          <button type="button" className="button small" onClick={() => setAdding(true)}>
            Add a read
          </button>
        </Empty>
      )}
      {reads && reads.length > 0 && (
        <p className="muted panel-note">Drag a read onto the timeline, or place it from here.</p>
      )}
      <ul className="stack">
        {reads?.map((read) => (
          <ReadCard key={read.id} read={read} onRemove={() => void remove(read)} />
        ))}
      </ul>
      {adding && <AddReadDialog onClose={() => setAdding(false)} onAdded={() => void refresh()} />}
    </div>
  )
}
