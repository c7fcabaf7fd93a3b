import { ContextMenu } from 'radix-ui'
import { timelineToSource } from '#core/episode/timeline.ts'
import { useEditor } from '#renderer/state/editor.ts'
import { speakerColor } from '#renderer/styles/speakers.ts'
import { useTheme } from '#renderer/styles/theme.ts'
import type { LaneTarget } from '../input/laneInput.ts'

interface Props {
  readonly target: LaneTarget | null
  readonly onRename: (speakerId: string) => void
}

/** The menu of a turn, or of an empty place on a lane. Content of a Radix `ContextMenu`. */
export function LaneMenu({ target, onRename }: Props) {
  const speakers = useEditor((editor) => editor.episode.speakers)
  const clips = useEditor((editor) => editor.episode.clips)
  const run = useEditor((editor) => editor.run)
  const play = useEditor((editor) => editor.play)
  const speaker = target && speakers[target.lane]
  if (!target || !speaker) return null
  const { piece, sample } = target
  const source = timelineToSource(clips, sample)
  const canSplit =
    piece !== null &&
    source?.mediaId === piece.segment.recordingId &&
    source.sample > piece.segment.startSample &&
    source.sample < piece.segment.endSample
  return (
    <ContextMenu.Portal>
      <ContextMenu.Content className="menu" collisionPadding={8}>
        <Item
          label={piece ? 'Play turn' : 'Play from here'}
          hint={piece ? 'Enter' : ''}
          onSelect={() => (piece ? play(piece.from, piece.to) : play(sample))}
        />
        {piece && (
          <>
            <Item
              label="Split here"
              disabled={!canSplit}
              onSelect={() =>
                source && run({ type: 'splitSegment', segmentId: piece.segment.id, sample: source.sample })
              }
            />
            <GiveTo segmentId={piece.segment.id} ownerId={speaker.id} />
          </>
        )}
        <Item label={`Rename ${speaker.name}…`} onSelect={() => onRename(speaker.id)} />
        {piece && (
          <>
            <ContextMenu.Separator className="menu-separator" />
            <Item
              label="Remove turn"
              hint="Del"
              danger
              onSelect={() => run({ type: 'removeSegments', segmentIds: [piece.segment.id] })}
            />
          </>
        )}
      </ContextMenu.Content>
    </ContextMenu.Portal>
  )
}

function GiveTo({ segmentId, ownerId }: { segmentId: string; ownerId: string }) {
  const speakers = useEditor((editor) => editor.episode.speakers)
  const run = useEditor((editor) => editor.run)
  const theme = useTheme()
  const others = speakers.filter((speaker) => speaker.id !== ownerId)
  return (
    <ContextMenu.Sub>
      <ContextMenu.SubTrigger className="menu-item" disabled={others.length === 0}>
        Give turn to
        <span className="menu-end" aria-hidden="true">
          ›
        </span>
      </ContextMenu.SubTrigger>
      <ContextMenu.Portal>
        <ContextMenu.SubContent className="menu" collisionPadding={8}>
          {others.map((speaker) => (
            <ContextMenu.Item
              key={speaker.id}
              className="menu-item timeline-speaker-item"
              onSelect={() => run({ type: 'updateSegment', segmentId, speakerId: speaker.id })}
            >
              <span className="dot" style={{ background: speakerColor(speaker.color, theme) }} />
              {speaker.name}
            </ContextMenu.Item>
          ))}
        </ContextMenu.SubContent>
      </ContextMenu.Portal>
    </ContextMenu.Sub>
  )
}

interface ItemProps {
  readonly label: string
  readonly hint?: string
  readonly disabled?: boolean
  readonly danger?: boolean
  readonly onSelect: () => void
}

function Item({ label, hint, disabled, danger, onSelect }: ItemProps) {
  return (
    <ContextMenu.Item
      className={danger ? 'menu-item danger' : 'menu-item'}
      disabled={disabled}
      onSelect={onSelect}
    >
      {label}
      {hint && <span className="menu-end">{hint}</span>}
    </ContextMenu.Item>
  )
}
