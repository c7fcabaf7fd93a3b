import { Trash2, TriangleAlert } from 'lucide-react'
import type { ProjectSummary } from '#core/contract/shapes.ts'
import { formatLength } from '#core/time/timecode.ts'
import { Avatar } from '#renderer/ui/Avatar.tsx'
import { IconButton } from '#renderer/ui/IconButton.tsx'

const SHOWN_SPEAKERS = 5
const dates = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })

interface ProjectRowProps {
  readonly project: ProjectSummary
  readonly onRemove: () => void
}

/** One episode of the library. */
export function ProjectRow({ project, onRemove }: ProjectRowProps) {
  const { speakers } = project
  const more = speakers.length - SHOWN_SPEAKERS
  return (
    <li className="project-row">
      <a className="project-link" href={`#/project/${encodeURIComponent(project.id)}`}>
        <span className="project-title truncate">{project.title}</span>
        <span className="project-facts muted numbers">
          {formatLength(project.durationSamples)} · {dates.format(new Date(project.changedAt))}
        </span>
      </a>
      {project.missing && (
        <span className="badge warning">
          <TriangleAlert aria-hidden /> Original missing
        </span>
      )}
      <span className="avatars">
        <span className="visually-hidden">Speakers: {speakers.map(({ name }) => name).join(', ')}</span>
        {speakers.slice(0, SHOWN_SPEAKERS).map((speaker) => (
          <Avatar key={`${speaker.color}-${speaker.name}`} {...speaker} />
        ))}
        {more > 0 && <span className="muted">+{more}</span>}
      </span>
      <IconButton icon={Trash2} label={`Delete ${project.title}`} onClick={onRemove} />
    </li>
  )
}
