import { Ellipsis, Merge, Trash2, UserPlus } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { Episode, Speaker } from '#core/episode/schema.ts'
import { useEditor, useEditorStore } from '#renderer/state/editor.ts'
import { Avatar } from '#renderer/ui/Avatar.tsx'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { timelineRangeToSource } from './selectionToSource.ts'

/** What else can be done with a person: give them the selection, merge, remove. */
export function SpeakerMenu({ speaker }: { readonly speaker: Speaker }) {
  const store = useEditorStore()
  const run = useEditor((editor) => editor.run)
  const speakers = useEditor((editor) => editor.episode.speakers)
  const hasSelection = useEditor((editor) => editor.selection !== null)
  const others = speakers.filter(({ id }) => id !== speaker.id)

  function giveSelection() {
    const { committed, selection } = store.getState()
    if (selection) run(turnsOf(committed, selection, speaker))
  }

  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <IconButton icon={Ellipsis} label={`More for ${speaker.name}`} small />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
          <DropdownMenu.Item className="menu-item" disabled={!hasSelection} onSelect={giveSelection}>
            <UserPlus aria-hidden /> Add turn from selection
          </DropdownMenu.Item>
          <DropdownMenu.Separator className="menu-separator" />
          <DropdownMenu.Label className="menu-label">
            <Merge aria-hidden /> Merge into
          </DropdownMenu.Label>
          {others.length === 0 && (
            <DropdownMenu.Item className="menu-item" disabled>
              Nobody else
            </DropdownMenu.Item>
          )}
          {others.map((other) => (
            <DropdownMenu.Item
              key={other.id}
              className="menu-item"
              onSelect={() => run({ type: 'mergeSpeakers', fromId: speaker.id, intoId: other.id })}
            >
              <Avatar name={other.name} color={other.color} /> {other.name}
            </DropdownMenu.Item>
          ))}
          <DropdownMenu.Separator className="menu-separator" />
          <DropdownMenu.Item
            className="menu-item danger"
            onSelect={() => run({ type: 'removeSpeaker', speakerId: speaker.id })}
          >
            <Trash2 aria-hidden /> Remove with their turns
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

function turnsOf(episode: Episode, selection: { from: number; to: number }, speaker: Speaker) {
  const commands = timelineRangeToSource(episode, selection).map((range) => ({
    type: 'addSegment' as const,
    speakerId: speaker.id,
    ...range,
  }))
  return { type: 'batch' as const, label: `Add turn of ${speaker.name}`, commands }
}
