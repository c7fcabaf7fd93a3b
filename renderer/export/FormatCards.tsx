import { RadioGroup } from 'radix-ui'
import type { SpeechFormatChoice } from './speechFormats.ts'

interface FormatCardsProps<Choice extends SpeechFormatChoice> {
  readonly label: string
  readonly choices: readonly Choice[]
  readonly value: Choice
  readonly onChange: (choice: Choice) => void
}

/** One of several formats, each with what it is good for. */
export function FormatCards<Choice extends SpeechFormatChoice>(props: FormatCardsProps<Choice>) {
  const { label, choices, value, onChange } = props
  return (
    <RadioGroup.Root
      className="format-cards"
      aria-label={label}
      value={value.format}
      onValueChange={(format) => {
        const chosen = choices.find((choice) => choice.format === format)
        if (chosen) onChange(chosen)
      }}
    >
      {choices.map(({ format, name, hint }) => (
        <RadioGroup.Item key={format} value={format} className="format-card">
          <span className="format-name">{name}</span>
          <span className="muted">{hint}</span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}
