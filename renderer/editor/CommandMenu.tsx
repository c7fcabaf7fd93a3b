import { ChevronDown, type LucideIcon } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { type CommandId, findCommand } from '#renderer/commands/commands.ts'
import { formatKeys, IS_MAC } from '#renderer/commands/keys.ts'
import { useEditor } from '#renderer/state/editor.ts'
import { useRunCommand } from './uiContext.ts'

interface CommandMenuProps {
  readonly label: string
  readonly className: string
  readonly commands: readonly (readonly [CommandId, LucideIcon])[]
  /** What the button shows before its arrow. */
  readonly children?: ReactNode
}

/** Commands behind one button, for a window without an application menu. */
export function CommandMenu({ label, className, commands, children }: CommandMenuProps) {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className={className} aria-label={label}>
        {children}
        <ChevronDown aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu command-menu" align="end" sideOffset={6}>
          {commands.map(([id, icon]) => (
            <CommandItem key={id} id={id} icon={icon} />
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

function CommandItem({ id, icon: Icon }: { readonly id: CommandId; readonly icon: LucideIcon }) {
  const command = findCommand(id)!
  const label = useEditor(command.label)
  const enabled = useEditor(command.enabled)
  const run = useRunCommand()
  const [key] = command.keys
  return (
    <DropdownMenu.Item
      className="menu-item"
      disabled={!enabled}
      // The menu gives the focus back as it closes; a dialog that opens must come after that.
      onSelect={() => requestAnimationFrame(() => run(id))}
    >
      <Icon aria-hidden />
      {label}
      {key && <span className="menu-end">{formatKeys(key, IS_MAC)}</span>}
    </DropdownMenu.Item>
  )
}
