import { ChevronDown, FileAudio, FolderOpen, Plus, TextCursorInput } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useImporting } from '#renderer/import/ImportHost.tsx'

/** The way in: files at once, folders and paths beside it. */
export function ImportButton({ large }: { readonly large?: boolean }) {
  const { chooseAndImport, chooseFolder, openPath } = useImporting()
  const size = large ? 'large' : ''
  return (
    <span className="split-button">
      <button type="button" className={`button primary ${size}`} onClick={chooseAndImport}>
        <Plus aria-hidden /> Import recording
      </button>
      <DropdownMenu.Root>
        <DropdownMenu.Trigger asChild>
          <button type="button" className={`button primary ${size}`} aria-label="Other ways to import">
            <ChevronDown aria-hidden />
          </button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
            <DropdownMenu.Item className="menu-item" onSelect={chooseAndImport}>
              <FileAudio aria-hidden /> Import files…
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" onSelect={chooseFolder}>
              <FolderOpen aria-hidden /> Import folder…
            </DropdownMenu.Item>
            {openPath && (
              <DropdownMenu.Item className="menu-item" onSelect={openPath}>
                <TextCursorInput aria-hidden /> Open from a path…
              </DropdownMenu.Item>
            )}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </span>
  )
}
