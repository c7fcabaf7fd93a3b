import { CircleCheck, Ellipsis, TriangleAlert } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { memo, useState } from 'react'
import type { ProjectSummary } from '#core/contract/shapes.ts'
import { formatLength } from '#core/time/timecode.ts'
import { Avatar } from '#renderer/ui/Avatar.tsx'
import { formatDay, formatSince } from './dates.ts'
import { RowMenu } from './RowMenu.tsx'
import type { RowAction } from './rowActions.ts'
import { Thumbnail } from './Thumbnail.tsx'

const SHOWN_SPEAKERS = 4

interface ProjectRowProps {
  readonly project: ProjectSummary
  /** Whether Tab comes to it: one row of a list, arrows go to the others. */
  readonly isCurrent: boolean
  readonly onAction: (action: RowAction, project: ProjectSummary) => void
}

/** One episode of the library. */
export const ProjectRow = memo(function ProjectRow({ project, isCurrent, onAction }: ProjectRowProps) {
  const { id, title, revision, speakers, durationSamples, recordedAt, changedAt } = project
  const [isMenuOpen, setMenuOpen] = useState(false)
  const more = speakers.length - SHOWN_SPEAKERS
  const names = speakers.map(({ name }) => name).join(', ')
  return (
    <li
      className="project-row"
      data-project={id}
      onContextMenu={(event) => {
        event.preventDefault()
        setMenuOpen(true)
      }}
    >
      <Thumbnail id={id} revision={revision} />
      <a
        className="project-link"
        href={`#/project/${encodeURIComponent(id)}`}
        tabIndex={isCurrent ? 0 : -1}
        title={title}
      >
        <span className="project-title truncate">{title}</span>
        <span className="project-facts muted numbers truncate">
          {formatLength(durationSamples)}
          {recordedAt && ` · Recorded ${formatDay(recordedAt)}`}
          <span title={new Date(changedAt).toLocaleString()}>
            {` · Changed ${formatSince(changedAt, Date.now())}`}
          </span>
        </span>
      </a>
      <State project={project} />
      <span className="avatars" title={names}>
        {names && <span className="visually-hidden">Speakers: {names}</span>}
        {speakers.slice(0, SHOWN_SPEAKERS).map((speaker) => (
          <Avatar key={`${speaker.color}-${speaker.name}`} {...speaker} />
        ))}
        {more > 0 && <span className="muted numbers">+{more}</span>}
      </span>
      <DropdownMenu.Root open={isMenuOpen} onOpenChange={setMenuOpen}>
        <DropdownMenu.Trigger asChild>
          <button
            type="button"
            className="icon-button small"
            aria-label={`More for ${title}`}
            tabIndex={isCurrent ? 0 : -1}
          >
            <Ellipsis aria-hidden />
          </button>
        </DropdownMenu.Trigger>
        {isMenuOpen && <RowMenu project={project} onAction={onAction} />}
      </DropdownMenu.Root>
    </li>
  )
})

/** The one thing that is worth knowing before it is opened; what is usual is said quietly. */
function State({ project }: { readonly project: ProjectSummary }) {
  const { missing, isEdited, exportedAt, isExportCurrent } = project
  const exported = exportedAt ? `Exported ${new Date(exportedAt).toLocaleString()}` : undefined
  return (
    <span className="project-state faint" title={exported}>
      {missing ? (
        <span className="badge warning">
          <TriangleAlert aria-hidden /> Original missing
        </span>
      ) : exported && isExportCurrent ? (
        <span className="badge success">
          <CircleCheck aria-hidden /> Exported
        </span>
      ) : exported ? (
        'Edited since export'
      ) : isEdited ? (
        'Edited'
      ) : (
        'New'
      )}
    </span>
  )
}
