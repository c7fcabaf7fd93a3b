import { ArrowDown, ArrowUp, AudioLines, Folder } from 'lucide-react'
import { useState } from 'react'
import type { Brought, Hole } from '#core/contract/imports.ts'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { Modal } from '#renderer/ui/Modal.tsx'
import { Segmented } from '#renderer/ui/Segmented.tsx'

export interface JoinChoice {
  /** One episode, or one each. */
  readonly join: boolean
  readonly order: readonly Brought[]
  readonly hole: Hole
}

interface JoinRecordingsProps {
  readonly recordings: readonly Brought[]
  readonly onAnswer: (choice: JoinChoice | null) => void
}

/** Several recordings at once: the parts of one episode, or an episode each. */
export function JoinRecordings({ recordings, onAnswer }: JoinRecordingsProps) {
  const [kind, setKind] = useState<'join' | 'each'>('join')
  const [hole, setHole] = useState<Hole>('cut')
  const [order, setOrder] = useState(recordings)
  const isJoin = kind === 'join'

  /** Puts the recording at `place` before the one above it. */
  function raise(place: number) {
    const next = [...order]
    next.splice(place - 1, 0, ...next.splice(place, 1))
    setOrder(next)
  }

  return (
    <Modal
      title={`${recordings.length} recordings`}
      description="The parts of one room, or rooms of their own?"
      onClose={() => onAnswer(null)}
      footer={
        <>
          <button type="button" className="button" onClick={() => onAnswer(null)}>
            Cancel
          </button>
          <button
            type="button"
            className="button primary"
            onClick={() => onAnswer({ join: isJoin, order, hole })}
          >
            {isJoin ? 'Import as one episode' : `Import ${recordings.length} episodes`}
          </button>
        </>
      }
    >
      <Segmented
        label="What they become"
        value={kind}
        options={[
          ['join', 'Join into one episode'],
          ['each', 'One episode each'],
        ]}
        onChange={setKind}
      />
      <ol className="pick-list" aria-label="Order">
        {order.map((recording, place) => (
          <li key={recording.path} className="pick-row">
            {isJoin && <span className="pick-place faint numbers">{place + 1}</span>}
            {recording.type === 'chunks' ? <Folder aria-hidden /> : <AudioLines aria-hidden />}
            <span className="grow">
              <span className="pick-name truncate" title={recording.name}>
                {recording.name}
              </span>
              <span className="pick-facts muted truncate">{recording.description}</span>
            </span>
            {isJoin && (
              <span className="row">
                <IconButton
                  small
                  icon={ArrowUp}
                  label={`Move ${recording.name} up`}
                  disabled={place === 0}
                  onClick={() => raise(place)}
                />
                <IconButton
                  small
                  icon={ArrowDown}
                  label={`Move ${recording.name} down`}
                  disabled={place === order.length - 1}
                  onClick={() => raise(place + 1)}
                />
              </span>
            )}
          </li>
        ))}
      </ol>
      {isJoin && (
        <>
          <p className="muted">
            Where all of them tell when they began, time decides their order; otherwise this list does. People
            who are in several stay the same.
          </p>
          <div className="row spread">
            <span className="label">Time that is missing between them</span>
            <Segmented
              label="Time that is missing between them"
              value={hole}
              options={[
                ['cut', 'Close up'],
                ['keep', 'Keep as silence'],
              ]}
              onChange={setHole}
            />
          </div>
        </>
      )}
    </Modal>
  )
}
