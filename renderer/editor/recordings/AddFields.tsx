import type { Hole } from '#core/contract/imports.ts'
import { formatTimecode } from '#core/time/timecode.ts'
import { useEditor } from '#renderer/state/editor.ts'
import { LabelledChoice } from '#renderer/ui/LabelledChoice.tsx'
import type { AddChoices } from './useAdding.ts'

interface AddFieldsProps {
  /** Whether it was dropped, so that nobody has said yet where it is to go. */
  readonly mayBeNew: boolean
  readonly isOne: boolean
  readonly target: AddChoices['target']
  readonly onTarget: (target: AddChoices['target']) => void
  readonly place: 'end' | 'playhead'
  readonly onPlace: (place: 'end' | 'playhead') => void
  readonly hole: Hole
  readonly onHole: (hole: Hole) => void
}

/** Where a recording goes, and what becomes of the time before it. */
export function AddFields({ mayBeNew, isOne, target, onTarget, place, onPlace, ...props }: AddFieldsProps) {
  const playhead = useEditor((editor) => editor.playhead)
  return (
    <>
      {mayBeNew && (
        <LabelledChoice
          label={isOne ? 'What to do with it' : 'What to do with them'}
          value={target}
          options={[
            ['episode', 'Add to this episode'],
            ['new', 'Import as a new episode'],
          ]}
          onChange={onTarget}
        />
      )}
      {target === 'episode' && (
        <LabelledChoice
          label="Where"
          value={place}
          options={[
            ['end', 'At the end'],
            ['playhead', `At the playhead, ${formatTimecode(playhead, 0)}`],
          ]}
          onChange={onPlace}
        />
      )}
      {(target === 'episode' ? place === 'end' : !isOne) && (
        <LabelledChoice
          label="Time between the recordings"
          value={props.hole}
          options={[
            ['cut', 'Close up'],
            ['keep', 'Keep as silence'],
          ]}
          hint="Where both recordings tell when they began."
          onChange={props.onHole}
        />
      )}
    </>
  )
}
