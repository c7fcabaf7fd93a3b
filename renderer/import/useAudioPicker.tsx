import { type ReactNode, useRef } from 'react'
import { desktop } from '#renderer/api/desktop.ts'
import { type PickedFile, pickAudio } from './files.ts'

interface AudioPicker {
  readonly open: () => void
  /** Belongs somewhere on the page; null on a desktop, which has a dialog of its own. */
  readonly field: ReactNode
}

/** Lets a person choose one audio file. */
export function useAudioPicker(onPick: (picked: PickedFile) => void): AudioPicker {
  const input = useRef<HTMLInputElement>(null)
  if (desktop)
    return {
      open: () =>
        void pickAudio().then(([picked]) => {
          if (picked) onPick(picked)
        }),
      field: null,
    }
  return {
    open: () => input.current?.click(),
    field: (
      <input
        ref={input}
        type="file"
        hidden
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          // Emptied, so that choosing the same file again is a change too.
          event.currentTarget.value = ''
          if (file) onPick({ name: file.name, file })
        }}
      />
    ),
  }
}
