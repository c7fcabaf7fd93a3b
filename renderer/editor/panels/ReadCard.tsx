import { Ellipsis, GripVertical, Trash2 } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useState } from 'react'
import type { SponsorRead } from '#core/contract/shapes.ts'
import { formatLength } from '#core/time/timecode.ts'
import { READ_DRAG_TYPE, type ReadPlace, useEditor, useEditorStore } from '#renderer/state/editor.ts'
import { Confirm } from '#renderer/ui/Confirm.tsx'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { Tip } from '#renderer/ui/Tip.tsx'

const SLOTS = [
  ['pre', 'Pre', 'place before the episode'],
  ['mid', 'Mid', 'place in the middle'],
  ['post', 'Post', 'place after the episode'],
] as const

/** One sponsor read: drag it to the timeline, or place it. */
export function ReadCard({ read, onRemove }: { readonly read: SponsorRead; readonly onRemove: () => void }) {
  const store = useEditorStore()
  const placeRead = useEditor((editor) => editor.placeRead)
  const placed = useEditor(
    (editor) => editor.episode.clips.filter(({ mediaId }) => mediaId === read.mediaId).length,
  )
  const [confirming, setConfirming] = useState(false)
  const place = (where: ReadPlace) => void placeRead(read.id, where)
  return (
    <li
      className="card read-card"
      draggable={!read.missing}
      onDragStart={(event) => {
        event.dataTransfer.setData(READ_DRAG_TYPE, read.id)
        event.dataTransfer.effectAllowed = 'copy'
      }}
    >
      <div className="row">
        <GripVertical aria-hidden className="grip" />
        <div className="grow">
          <p className="read-brand truncate">{read.brand}</p>
          <p className="muted truncate read-facts numbers">
            {[read.campaign || read.name, formatLength(read.durationSamples)].join(' · ')}
          </p>
        </div>
        {read.missing && <span className="badge warning">Missing</span>}
        {placed > 0 && (
          <span className="badge success numbers">{placed === 1 ? 'Placed' : `${placed}×`}</span>
        )}
        <DropdownMenu.Root>
          <DropdownMenu.Trigger asChild>
            <IconButton icon={Ellipsis} label={`More for ${read.brand}`} small />
          </DropdownMenu.Trigger>
          <DropdownMenu.Portal>
            <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
              <DropdownMenu.Item className="menu-item danger" onSelect={() => setConfirming(true)}>
                <Trash2 aria-hidden /> Remove from library
              </DropdownMenu.Item>
            </DropdownMenu.Content>
          </DropdownMenu.Portal>
        </DropdownMenu.Root>
      </div>
      <div className="row read-places">
        <button
          type="button"
          className="button small grow"
          disabled={read.missing}
          onClick={() => place({ at: store.getState().playhead })}
        >
          Place at playhead
        </button>
        {SLOTS.map(([slot, name, hint]) => (
          <Tip key={slot} content={hint}>
            <button
              type="button"
              className="button small"
              aria-label={`${name}: ${hint}`}
              disabled={read.missing}
              onClick={() => place({ slot })}
            >
              {name}
            </button>
          </Tip>
        ))}
      </div>
      {confirming && (
        <Confirm
          title={`Remove “${read.name}”?`}
          message="It goes from the library. Episodes that play it keep it where it is placed."
          action="Remove read"
          onConfirm={onRemove}
          onClose={() => setConfirming(false)}
        />
      )}
    </li>
  )
}
