import { VolumeX } from 'lucide-react'
import { useState } from 'react'
import type { ListedSpace } from '#core/contract/archives.ts'
import { formatBytes } from '#renderer/export/formats.ts'
import { Modal } from '#renderer/ui/Modal.tsx'
import { SearchField } from '#renderer/ui/SearchField.tsx'
import { choosable, matchesSpace, spaceFacts, spaceName, spacePeople } from './spaces.ts'

/** From so many on there is a field to search. */
const MANY = 8

interface ChooseSpacesProps {
  /** Of the archive. */
  readonly name: string
  readonly spaces: readonly ListedSpace[]
  readonly warnings: readonly string[]
  readonly onAnswer: (chosen: ListedSpace[] | null) => void
}

/** Which Spaces of an archive become episodes. */
export function ChooseSpaces({ name, spaces, warnings, onAnswer }: ChooseSpacesProps) {
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const shown = spaces.filter((space) => matchesSpace(space, query.trim()))
  const offered = shown.filter(choosable)
  const picked = spaces.filter(({ id }) => chosen.has(id))
  const silent = spaces.length - spaces.filter(choosable).length
  const allChosen = offered.length > 0 && offered.every(({ id }) => chosen.has(id))

  function toggle(ids: readonly string[], isOn: boolean) {
    const next = new Set(chosen)
    for (const id of ids) isOn ? next.add(id) : next.delete(id)
    setChosen(next)
  }

  return (
    <Modal
      title="Which Spaces?"
      description={describe(name, spaces.length, silent)}
      wide
      onClose={() => onAnswer(null)}
      footer={
        <>
          <span className="muted numbers grow">
            {picked.length > 0 && formatBytes(picked.reduce((sum, { bytes }) => sum + bytes, 0))}
          </span>
          <button type="button" className="button" onClick={() => onAnswer(null)}>
            Cancel
          </button>
          <button
            type="button"
            className="button primary"
            disabled={picked.length === 0}
            onClick={() => onAnswer(picked)}
          >
            {picked.length < 2 ? 'Import Space' : `Import ${picked.length} Spaces`}
          </button>
        </>
      }
    >
      {warnings.map((warning) => (
        <p key={warning} className="note warning">
          {warning}
        </p>
      ))}
      <div className="row spread">
        <label className="check">
          <input
            type="checkbox"
            checked={allChosen}
            disabled={offered.length === 0}
            onChange={(event) =>
              toggle(
                offered.map(({ id }) => id),
                event.target.checked,
              )
            }
          />
          {query.trim() ? 'Select all found' : 'Select all'}
        </label>
        {spaces.length >= MANY && (
          <SearchField
            label="Search Spaces"
            placeholder="Title, date, person"
            value={query}
            onChange={setQuery}
            small
          />
        )}
      </div>
      <ul className="pick-list" aria-label="Spaces in the archive">
        {shown.map((space) => (
          <li key={space.id}>
            <label className="pick-row">
              <input
                type="checkbox"
                checked={chosen.has(space.id)}
                disabled={!choosable(space)}
                onChange={(event) => toggle([space.id], event.target.checked)}
              />
              <span className="grow">
                <span className="pick-name truncate">{spaceName(space)}</span>
                <span className="pick-facts muted numbers">{spaceFacts(space)}</span>
                {spacePeople(space) && (
                  <span className="pick-facts faint truncate">{spacePeople(space)}</span>
                )}
              </span>
              {!choosable(space) && (
                <span className="badge">
                  <VolumeX aria-hidden /> No sound in the archive
                </span>
              )}
            </label>
          </li>
        ))}
        {shown.length === 0 && <li className="pick-none muted">No Space fits “{query.trim()}”.</li>}
      </ul>
    </Modal>
  )
}

function describe(name: string, count: number, silent: number): string {
  const spaces = count === 1 ? 'one Space' : `${count} Spaces`
  const without = silent === 0 ? '' : silent === count ? ', none with its sound' : `, ${silent} without sound`
  return `“${name}” holds ${spaces}${without}.`
}
