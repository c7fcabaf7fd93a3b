import { useEffect, useRef } from 'react'
import { episodeDuration } from '#core/episode/timeline.ts'
import { formatTimecode, parseTimecode } from '#core/time/timecode.ts'
import { useEditor, useEditorStore, usePlayer } from '#renderer/state/editor.ts'

/** Where the playhead is, of how much. A time can be typed to go there. */
export function TimeDisplay() {
  const store = useEditorStore()
  const player = usePlayer()
  const playing = useEditor((editor) => editor.playing)
  const playhead = useEditor((editor) => (editor.playing ? null : editor.playhead))
  const duration = useEditor((editor) => episodeDuration(editor.episode))
  const field = useRef<HTMLInputElement>(null)

  useEffect(() => {
    const input = field.current
    if (!input) return
    const show = (sample: number) => {
      if (document.activeElement !== input) input.value = formatTimecode(sample, 2)
    }
    if (!playing) return show(playhead ?? store.getState().playhead)
    let frame = requestAnimationFrame(function tick() {
      show(player.position())
      frame = requestAnimationFrame(tick)
    })
    return () => cancelAnimationFrame(frame)
  }, [playing, playhead, player, store])

  function goThere(input: HTMLInputElement) {
    const parsed = parseTimecode(input.value)
    if (parsed.ok) store.getState().seek(parsed.value)
    input.value = formatTimecode(store.getState().playhead, 2)
  }

  return (
    <span className="time numbers">
      <input
        ref={field}
        className="time-now"
        aria-label="Position; type a time to go there"
        defaultValue={formatTimecode(0, 2)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            goThere(event.currentTarget)
            event.currentTarget.blur()
          }
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
        onBlur={(event) => {
          event.currentTarget.value = formatTimecode(store.getState().playhead, 2)
        }}
      />
      <span className="time-total muted">{formatTimecode(duration, 2)}</span>
    </span>
  )
}
