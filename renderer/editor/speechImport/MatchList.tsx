import type { Speaker } from '#core/episode/schema.ts'
import { formatLength } from '#core/time/timecode.ts'
import { speakerColor } from '#renderer/styles/speakers.ts'
import { useTheme } from '#renderer/styles/theme.ts'
import { type Match, newNameOf, proposedWho, reasonOf, type Who, type Whos } from './choices.ts'

interface MatchListProps {
  readonly matches: readonly Match[]
  readonly speakers: readonly Speaker[]
  readonly whos: Whos
  readonly onChange: (key: string, who: Who) => void
}

/** The names of a file, each with who it is to be. */
export function MatchList({ matches, speakers, whos, onChange }: MatchListProps) {
  const theme = useTheme()
  return (
    <ul className="match-list">
      {matches.map((match) => {
        const who = whos.get(match.key) ?? proposedWho(match)
        const speaker = speakers.find(({ id }) => who === `id:${id}`)
        return (
          <li key={match.key} className="match">
            <span
              className="match-dot"
              aria-hidden
              style={speaker && { background: speakerColor(speaker.color, theme) }}
            />
            <div className="match-name">
              <span className="truncate" title={match.key}>
                {match.key}
              </span>
              <span className="muted numbers">
                {match.turns === 1 ? '1 turn' : `${match.turns} turns`}, {formatLength(match.talkSamples)}
              </span>
            </div>
            <div className="match-who">
              <select
                className="select small"
                aria-label={`Who is ${match.key}?`}
                value={who}
                onChange={(event) => onChange(match.key, event.target.value as Who)}
              >
                {speakers.map(({ id, name }) => (
                  <option key={id} value={`id:${id}`}>
                    {name}
                  </option>
                ))}
                <option value="new">New: {newNameOf(match)}</option>
                <option value="nobody">Nobody</option>
              </select>
              <span className="muted truncate">{reasonOf(match, who)}</span>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
