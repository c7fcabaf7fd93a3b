import { useState } from 'react'
import { useEditor } from '#renderer/state/editor.ts'
import { speakerColor } from '#renderer/styles/speakers.ts'
import { useTheme } from '#renderer/styles/theme.ts'

interface Props {
  /** Speaker whose name is being edited. */
  readonly renaming: string | null
  readonly onRename: (speakerId: string | null) => void
}

/** The heads of the speaker lanes: colour and name; the name can be edited in place. */
export function LaneHeads({ renaming, onRename }: Props) {
  const speakers = useEditor((editor) => editor.episode.speakers)
  const run = useEditor((editor) => editor.run)
  const theme = useTheme()
  return speakers.map((speaker) => (
    <div className="timeline-head" key={speaker.id}>
      <span className="dot" style={{ background: speakerColor(speaker.color, theme) }} />
      {renaming === speaker.id ? (
        <NameField
          name={speaker.name}
          onDone={(name) => {
            onRename(null)
            if (name && name !== speaker.name) run({ type: 'updateSpeaker', speakerId: speaker.id, name })
          }}
        />
      ) : (
        <button
          type="button"
          className="name truncate"
          title={`Rename ${speaker.name}`}
          onClick={() => onRename(speaker.id)}
        >
          {speaker.name}
        </button>
      )}
    </div>
  ))
}

function NameField({ name, onDone }: { name: string; onDone: (name: string | null) => void }) {
  const [text, setText] = useState(name)
  return (
    <input
      className="inline-edit"
      aria-label={`Name of ${name}`}
      ref={(field) => {
        if (field && document.activeElement !== field) {
          field.focus()
          field.select()
        }
      }}
      value={text}
      maxLength={500}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => onDone(text.trim())}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') onDone(text.trim())
        if (event.key === 'Escape') onDone(null)
      }}
    />
  )
}
