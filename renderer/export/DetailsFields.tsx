import { Image } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { problemOf } from '#renderer/api/problems.ts'
import { useApi } from '#renderer/app/services.ts'
import { pathOf, pickOne } from '#renderer/import/files.ts'
import { useEditor } from '#renderer/state/editor.ts'

/** Title and tags; each is an edit of the episode when its field is left. */
export function DetailsFields() {
  const title = useEditor((editor) => editor.episode.title)
  const details = useEditor((editor) => editor.episode.details)
  const run = useEditor((editor) => editor.run)
  return (
    <div className="details-fields">
      <CoverField />
      <div className="stack">
        <TextField
          label="Title"
          value={title}
          required
          onChange={(changed) => run({ type: 'setDetails', title: changed })}
        />
        <TextField
          label="Artist or host"
          value={details.artist}
          onChange={(artist) => run({ type: 'setDetails', artist })}
        />
        <TextField label="Show" value={details.show} onChange={(show) => run({ type: 'setDetails', show })} />
      </div>
      <TextField
        label="Description"
        value={details.description}
        multiline
        onChange={(description) => run({ type: 'setDetails', description })}
      />
    </div>
  )
}

function CoverField() {
  const api = useApi()
  const coverId = useEditor((editor) => editor.episode.details.coverId)
  const run = useEditor((editor) => editor.run)
  const showProblem = useEditor((editor) => editor.showProblem)

  async function choose() {
    const picked = await pickOne('picture')
    if (!picked) return
    try {
      const cover = await api.covers.add({ path: await pathOf(picked) })
      run({ type: 'setDetails', coverId: cover.coverId })
    } catch (thrown) {
      showProblem(problemOf(thrown))
    }
  }

  return (
    <div className="cover-field">
      <button
        type="button"
        className="cover"
        aria-label={coverId ? 'Change cover' : 'Choose cover'}
        onClick={() => void choose()}
      >
        {coverId ? (
          <img src={`/media/covers/${encodeURIComponent(coverId)}`} alt="Cover" />
        ) : (
          <span>
            <Image aria-hidden />
            Cover
          </span>
        )}
      </button>
      {coverId && (
        <button
          type="button"
          className="button quiet small"
          onClick={() => run({ type: 'setDetails', coverId: null })}
        >
          Remove
        </button>
      )}
    </div>
  )
}

interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly required?: boolean
  readonly multiline?: boolean
  readonly onChange: (value: string) => void
}

function TextField({ label, value, required, multiline, onChange }: TextFieldProps) {
  const id = useId()
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const common = {
    value: text,
    onChange: (event: { target: { value: string } }) => setText(event.target.value),
    onBlur: () => {
      const trimmed = text.trim()
      if (required && !trimmed) setText(value)
      else if (trimmed !== value) onChange(trimmed)
    },
  }
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {multiline ? (
        <textarea id={id} className="textarea" rows={3} {...common} />
      ) : (
        <input id={id} className="input" maxLength={500} {...common} />
      )}
    </div>
  )
}
