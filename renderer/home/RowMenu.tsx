import { FileSearch, FolderOpen, Package, Pencil, Trash2 } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ProjectSummary } from '#core/contract/shapes.ts'
import type { RowAction } from './rowActions.ts'

interface RowMenuProps {
  readonly project: ProjectSummary
  readonly onAction: (action: RowAction, project: ProjectSummary) => void
}

/** What the dots of a row open. */
export function RowMenu({ project, onAction }: RowMenuProps) {
  const item = (action: RowAction, Icon: typeof Pencil, label: string, keys?: string) => (
    <DropdownMenu.Item
      className={`menu-item ${action === 'remove' ? 'danger' : ''}`}
      onSelect={() => onAction(action, project)}
    >
      <Icon aria-hidden /> {label}
      {keys && <span className="menu-end">{keys}</span>}
    </DropdownMenu.Item>
  )
  return (
    <DropdownMenu.Portal>
      <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
        {item('open', FolderOpen, 'Open', 'Enter')}
        {item('rename', Pencil, 'Rename…', 'F2')}
        {item('pack', Package, 'Save a portable copy…')}
        {project.missing && item('find', FileSearch, 'Find original…')}
        <DropdownMenu.Separator className="menu-separator" />
        {item('remove', Trash2, 'Remove…', 'Delete')}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  )
}
