import { DropdownMenu } from 'radix-ui'
import { useEditor } from '#renderer/state/editor.ts'
import { Tip } from '#renderer/ui/Tip.tsx'

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3]

/** Playing speed; the pitch stays. */
export function SpeedMenu() {
  const rate = useEditor((editor) => editor.rate)
  const setRate = useEditor((editor) => editor.setRate)
  return (
    <DropdownMenu.Root>
      <Tip content="Speed; the pitch stays">
        <DropdownMenu.Trigger className="button quiet small speed numbers" aria-label={`Speed ${rate}×`}>
          {rate}×
        </DropdownMenu.Trigger>
      </Tip>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="center" sideOffset={6}>
          <DropdownMenu.RadioGroup value={String(rate)} onValueChange={(value) => setRate(Number(value))}>
            {SPEEDS.map((speed) => (
              <DropdownMenu.RadioItem key={speed} value={String(speed)} className="menu-item numbers">
                {speed}×<DropdownMenu.ItemIndicator className="menu-end">✓</DropdownMenu.ItemIndicator>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
