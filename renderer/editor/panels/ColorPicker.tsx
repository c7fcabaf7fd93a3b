import { Popover } from 'radix-ui'
import { initials, SPEAKER_INK, SPEAKER_PALETTE, speakerColor } from '#renderer/styles/speakers.ts'
import { useTheme } from '#renderer/styles/theme.ts'

interface ColorPickerProps {
  readonly name: string
  readonly color: number
  readonly onChange: (color: number) => void
}

/** A person's initials; a click offers other colours. */
export function ColorPicker({ name, color, onChange }: ColorPickerProps) {
  const theme = useTheme()
  return (
    <Popover.Root>
      <Popover.Trigger
        className="avatar avatar-button"
        aria-label={`${initials(name)}: colour of ${name}`}
        style={{ background: speakerColor(color, theme), color: SPEAKER_INK[theme] }}
      >
        {initials(name)}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="menu swatches" align="start" sideOffset={6} aria-label="Colours">
          {SPEAKER_PALETTE.map((swatch, index) => (
            <Popover.Close
              key={swatch.name}
              className="swatch"
              aria-label={swatch.name}
              aria-pressed={index === color % SPEAKER_PALETTE.length}
              style={{ background: swatch[theme] }}
              onClick={() => onChange(index)}
            />
          ))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
