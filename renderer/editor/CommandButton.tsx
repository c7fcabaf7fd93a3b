import type { LucideIcon } from 'lucide-react'
import { type CommandId, findCommand } from '#renderer/commands/commands.ts'
import { formatKeys, IS_MAC } from '#renderer/commands/keys.ts'
import { useEditor } from '#renderer/state/editor.ts'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { useRunCommand } from './uiContext.ts'

interface CommandButtonProps {
  readonly id: CommandId
  readonly icon: LucideIcon
  readonly pressed?: boolean
  readonly className?: string
}

/** A command as an icon; its tooltip tells name and key. */
export function CommandButton({ id, icon, pressed, className }: CommandButtonProps) {
  const command = findCommand(id)!
  const label = useEditor(command.label)
  const enabled = useEditor(command.enabled)
  const run = useRunCommand()
  const [key] = command.keys
  return (
    <IconButton
      icon={icon}
      label={label}
      keys={key && formatKeys(key, IS_MAC)}
      disabled={!enabled}
      onClick={() => run(id)}
      {...(className && { className })}
      {...(pressed !== undefined && { 'aria-pressed': pressed })}
    />
  )
}
