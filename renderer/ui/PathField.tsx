interface PathFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (path: string) => void
}

/** For a path on the computer that Afterspace runs on: a browser cannot name a file that is not its own. */
export function PathField({ label, value, onChange }: PathFieldProps) {
  return (
    <label className="field grow">
      <span className="label">{label}</span>
      <input
        className="input"
        value={value}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  )
}
