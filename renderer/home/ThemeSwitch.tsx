import { Monitor, Moon, Sun } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { chooseTheme, type ThemeChoice, useTheme, useThemeChoice } from '#renderer/styles/theme.ts'
import { IconButton } from '#renderer/ui/IconButton.tsx'

const CHOICES = [
  ['system', 'As the system', Monitor],
  ['dark', 'Dark', Moon],
  ['light', 'Light', Sun],
] as const

/** Dark, light, or as the system has it. */
export function ThemeSwitch() {
  const choice = useThemeChoice()
  const theme = useTheme()
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <IconButton icon={theme === 'dark' ? Moon : Sun} label="Appearance" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={6}>
          <DropdownMenu.RadioGroup
            value={choice}
            onValueChange={(value) => chooseTheme(value as ThemeChoice)}
          >
            {CHOICES.map(([value, label, Icon]) => (
              <DropdownMenu.RadioItem key={value} value={value} className="menu-item">
                <Icon aria-hidden /> {label}
                <DropdownMenu.ItemIndicator className="menu-end">✓</DropdownMenu.ItemIndicator>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
