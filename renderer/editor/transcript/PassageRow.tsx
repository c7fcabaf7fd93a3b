import { Fragment, memo } from 'react'
import type { EditedPassage } from '#core/episode/editedTranscript.ts'
import { formatTimecode } from '#core/time/timecode.ts'
import { useEditor } from '#renderer/state/editor.ts'
import { speakerColor } from '#renderer/styles/speakers.ts'
import { useTheme } from '#renderer/styles/theme.ts'
import { wordAt } from './places.ts'
import type { Hit } from './search.ts'

interface PassageRowProps {
  readonly index: number
  readonly passage: EditedPassage
  /** Whether it says who speaks. */
  readonly isNamed: boolean
  /** Whether it plays now. */
  readonly isCurrent: boolean
  readonly hits: readonly Hit[]
  readonly activeHit: Hit | undefined
}

/** A passage: who, when and what. A click on a word is taken by the list. */
export const PassageRow = memo((props: PassageRowProps) => {
  const { index, passage, isNamed, isCurrent, hits, activeHit } = props
  const theme = useTheme()
  const seek = useEditor((editor) => editor.seek)
  const { speaker, from } = passage
  const time = formatTimecode(from, 0)
  const color = speaker ? speakerColor(speaker.color, theme) : undefined
  return (
    <li
      className="passage"
      data-row={index}
      data-named={isNamed}
      aria-current={isCurrent ? 'true' : undefined}
    >
      <span className="passage-bar" aria-hidden style={color ? { background: color } : undefined} />
      {isNamed && (
        <span className="passage-speaker truncate" style={color ? { color } : undefined}>
          {speaker?.name ?? 'Speaker unknown'}
        </span>
      )}
      <button
        type="button"
        className="passage-time numbers"
        aria-label={`${time}: go there`}
        onClick={() => seek(from)}
      >
        {time}
      </button>
      <p className="passage-text selectable" dir="auto">
        {isCurrent ? (
          <PlayingWords passage={passage} hits={hits} activeHit={activeHit} />
        ) : (
          <Words passage={passage} hits={hits} activeHit={activeHit} playing={-1} />
        )}
      </p>
    </li>
  )
})

type WordsProps = Pick<PassageRowProps, 'passage' | 'hits' | 'activeHit'>

/** The word that plays is shown; one whose time is estimated would only pretend to be. */
function PlayingWords(props: WordsProps) {
  const { words, to } = props.passage
  const playing = useEditor(({ playhead }) => (playhead < to ? wordAt(words, playhead) : -1))
  return <Words {...props} playing={words[playing]?.isSpread ? -1 : playing} />
}

function Words({ passage, hits, activeHit, playing }: WordsProps & { readonly playing: number }) {
  return passage.words.map((word, index) => {
    const isIn = ({ first, last }: Hit) => index >= first && index <= last
    const isActive = activeHit !== undefined && isIn(activeHit)
    const kinds = [index === playing && 'playing', isActive ? 'hit active' : hits.some(isIn) && 'hit'].filter(
      Boolean,
    )
    return (
      <Fragment key={index}>
        {index > 0 && (word.before ?? ' ')}
        <span data-word={index} {...(kinds.length > 0 && { className: kinds.join(' ') })}>
          {word.text}
        </span>
      </Fragment>
    )
  })
}
