import { initials, SPEAKER_INK, speakerColor } from '#renderer/styles/speakers.ts'
import { useTheme } from '#renderer/styles/theme.ts'

/** A person's initials in their colour. */
export function Avatar({ name, color }: { readonly name: string; readonly color: number }) {
  const theme = useTheme()
  return (
    <span
      className="avatar"
      aria-hidden
      style={{ background: speakerColor(color, theme), color: SPEAKER_INK[theme] }}
    >
      {initials(name)}
    </span>
  )
}
