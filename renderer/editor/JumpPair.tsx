import { ChevronLeft, ChevronRight, type LucideIcon } from 'lucide-react'
import type { CommandId } from '#renderer/commands/commands.ts'
import { CommandButton } from './CommandButton.tsx'

interface JumpPairProps {
  readonly previous: CommandId
  readonly next: CommandId
  readonly icon: LucideIcon
  readonly name: string
}

/** Back and forth by one kind of place. */
export function JumpPair({ previous, next, icon: Icon, name }: JumpPairProps) {
  return (
    <fieldset className="jump-pair">
      <legend className="visually-hidden">{name}</legend>
      <CommandButton id={previous} icon={ChevronLeft} className="small" />
      <span className="jump-name" aria-hidden>
        <Icon />
        {name}
      </span>
      <CommandButton id={next} icon={ChevronRight} className="small" />
    </fieldset>
  )
}
