import { Ellipsis, GripVertical, Trash2 } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useState } from 'react'
import type { SponsorRead } from '#core/contract/shapes.ts'
import { formatLength } from '#core/time/timecode.ts'
import { READ_DRAG_TYPE, type ReadPlace, useEditor, useEditorStore } from '#renderer/state/editor.ts'
import { Confirm } from '#renderer/ui/Confirm.tsx'
import { IconButton } from '#renderer/ui/IconButton.tsx'

const SLOTS: readonly (readonly ['pre' | 'mid' | 'post', string])[] = [
  ['pre', 'As pre-roll'],
  ['mid', 'As mid-roll'],
  ['post', 'As post-roll'],
]

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
              {SLOTS.map(([slot, name]) => (
                <DropdownMenu.Item key={slot} className="menu-item" onSelect={() => place({ slot })}>
                  {name}
                </DropdownMenu.Item>
              ))}
              <DropdownMenu.Separator className="menu-separator" />
              <DropdownMenu.Item className="menu-item danger" onSelect={() => setConfirming(true)}>
                <Trash2 aria-hidden /> Remove from library
              </DropdownMenu.Item>
            </DropdownMenu.Content>
          </DropdownMenu.Portal>
        </DropdownMenu.Root>
      </div>
      <button
        type="button"
        className="button small wide"
        disabled={read.missing}
        onClick={() => place({ at: store.getState().playhead })}
      >
        Place at playhead
      </button>
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
