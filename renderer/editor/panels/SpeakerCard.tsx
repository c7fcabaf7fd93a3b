import { memo } from 'react'
import type { Speaker } from '#core/episode/schema.ts'
import { formatLength } from '#core/time/timecode.ts'
import type { Samples } from '#core/time/units.ts'
import { useEditor } from '#renderer/state/editor.ts'
import { speakerColor } from '#renderer/styles/speakers.ts'
import { useTheme } from '#renderer/styles/theme.ts'
import { InlineEdit } from '#renderer/ui/InlineEdit.tsx'
import { ColorPicker } from './ColorPicker.tsx'
import { SpeakerMenu } from './SpeakerMenu.tsx'

const ROLES: readonly (readonly [Speaker['role'], string])[] = [
  ['host', 'Host'],
  ['cohost', 'Co-host'],
  ['speaker', 'Speaker'],
  ['unknown', 'Unknown'],
]

interface SpeakerCardProps {
  readonly speaker: Speaker
  readonly talk: Samples
  /** Of the longest talk time, 0 to 1. */
  readonly share: number
}

/** One person: who they are and how long they talk. Every cut changes the talk time, so only that renders again. */
export function SpeakerCard({ speaker, talk, share }: SpeakerCardProps) {
  const theme = useTheme()
  return (
    <li className="card speaker-card">
      <SpeakerIdentity speaker={speaker} />
      <div className="row">
        <SpeakerRole speaker={speaker} />
        <span className="talk-bar" aria-hidden>
          <span style={{ width: `${share * 100}%`, background: speakerColor(speaker.color, theme) }} />
        </span>
        <span className="muted numbers talk-time">{talk > 0 ? formatLength(talk) : 'no turns'}</span>
      </div>
    </li>
  )
}

const SpeakerIdentity = memo(({ speaker }: { readonly speaker: Speaker }) => {
  const change = useSpeakerChange(speaker)
  return (
    <div className="row">
      <ColorPicker name={speaker.name} color={speaker.color} onChange={(color) => change({ color })} />
      <div className="grow">
        <InlineEdit
          label={`Name of ${speaker.name}`}
          value={speaker.name}
          onChange={(name) => change({ name })}
        />
        <InlineEdit
          className="speaker-handle"
          label={`Handle of ${speaker.name}`}
          value={speaker.handle ?? ''}
          placeholder="Add @handle"
          optional
          onChange={(handle) => change({ handle: handle || null })}
        />
      </div>
      <SpeakerMenu speaker={speaker} />
    </div>
  )
})

const SpeakerRole = memo(({ speaker }: { readonly speaker: Speaker }) => {
  const change = useSpeakerChange(speaker)
  return (
    <select
      className="select small speaker-role"
      aria-label={`Role of ${speaker.name}`}
      value={speaker.role}
      onChange={(event) => change({ role: event.target.value as Speaker['role'] })}
    >
      {ROLES.map(([role, name]) => (
        <option key={role} value={role}>
          {name}
        </option>
      ))}
    </select>
  )
})

function useSpeakerChange({ id }: Speaker) {
  const run = useEditor((editor) => editor.run)
  return (changes: Partial<Pick<Speaker, 'name' | 'handle' | 'role' | 'color'>>) =>
    run({ type: 'updateSpeaker', speakerId: id, ...changes })
}
