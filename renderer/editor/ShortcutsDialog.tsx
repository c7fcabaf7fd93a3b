import { COMMANDS } from '#renderer/commands/commands.ts'
import { formatKeys, IS_MAC } from '#renderer/commands/keys.ts'
import { useEditorStore } from '#renderer/state/editor.ts'
import { Modal } from '#renderer/ui/Modal.tsx'

const MENUS = ['Play', 'Edit', 'View', 'File'] as const

/** Every key there is. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const editor = useEditorStore().getState()
  return (
    <Modal title="Keyboard shortcuts" wide onClose={onClose}>
      <div className="shortcuts">
        {MENUS.map((menu) => (
          <section key={menu} aria-label={menu}>
            <h3>{menu}</h3>
            <dl>
              {COMMANDS.filter((command) => command.menu === menu && command.keys.length > 0).map(
                (command) => (
                  <div key={command.id}>
                    <dt>{command.name ?? command.label(editor)}</dt>
                    <dd className="row">
                      {command.keys.map((keys) => (
                        <kbd key={keys}>{formatKeys(keys, IS_MAC)}</kbd>
                      ))}
                    </dd>
                  </div>
                ),
              )}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
