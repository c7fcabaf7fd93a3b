import { ContextMenu } from 'radix-ui'
import { useContext, useEffect, useRef, useState } from 'react'
import { dbToGain } from '#core/time/units.ts'
import { EditorContext } from '#renderer/state/editor.ts'
import { attachDropInput } from './input/dropInput.ts'
import { attachLaneInput, type LaneTarget } from './input/laneInput.ts'
import { attachMinimapInput, attachRulerInput } from './input/overviewInput.ts'
import { attachWaveInput } from './input/waveInput.ts'
import { CutPopover } from './parts/CutPopover.tsx'
import { LaneHeads } from './parts/LaneHeads.tsx'
import { LaneMenu } from './parts/LaneMenu.tsx'
import { SelectedTurn } from './parts/SelectedTurn.tsx'
import { Stage } from './stage/stage.ts'
import './timeline.css'

export interface TimelineProps {
  /** A sponsor read was dropped (`READ_DRAG_TYPE`) at a timeline sample. */
  readonly onDropRead?: (readId: string, atSample: number) => void
  /** Gain that preview puts on top of the sources, so that single samples are as tall as the waveform. */
  readonly previewGainDb?: number
}

/** The middle of the editor: minimap, ruler, waveform and speaker lanes. Fills its parent. */
export function Timeline({ onDropRead, previewGainDb = 0 }: TimelineProps) {
  const session = useContext(EditorContext)
  const [stage, setStage] = useState<Stage | null>(null)
  const [target, setTarget] = useState<LaneTarget | null>(null)
  const [renaming, setRenaming] = useState<string | null>(null)
  const root = useRef<HTMLElement>(null)
  const cutAnchor = useRef<HTMLDivElement>(null)
  const dropRead = useRef(onDropRead)
  dropRead.current = onDropRead

  useEffect(() => {
    const host = root.current
    if (!session || !host) return
    const part = <E extends HTMLElement>(name: string) => host.querySelector<E>(`[data-part="${name}"]`)!
    const leaving = new AbortController()
    const made = new Stage(
      session,
      {
        minimap: part('minimap'),
        minimapWave: part('minimapWave'),
        viewport: part('viewport'),
        ruler: part('ruler'),
        rulerCanvas: part('rulerCanvas'),
        rulerCursor: part('rulerCursor'),
        wave: part('wave'),
        waveHost: part('waveHost'),
        marksCanvas: part('marksCanvas'),
        lanes: part('lanes'),
        lanesCanvas: part('lanesCanvas'),
        lanesCursor: part('lanesCursor'),
        heads: part('heads'),
        cutAnchor: part('cutAnchor'),
        tip: part('tip'),
      },
      leaving.signal,
    )
    attachWaveInput(made)
    attachLaneInput(made, setTarget)
    attachMinimapInput(made)
    attachRulerInput(made)
    attachDropInput(made, (readId, at) => dropRead.current?.(readId, at))
    setStage(made)
    return () => leaving.abort()
  }, [session])

  useEffect(() => stage?.setPreviewGain(dbToGain(previewGainDb)), [stage, previewGainDb])

  return (
    <section className="timeline" aria-label="Timeline" ref={root}>
      <div className="timeline-minimap" data-part="minimap">
        <div className="timeline-minimap-wave" data-part="minimapWave" />
        <div className="timeline-viewport" data-part="viewport" />
      </div>
      <div className="timeline-corner" />
      <div className="timeline-ruler" data-part="ruler">
        <canvas data-part="rulerCanvas" />
        <div className="timeline-cursor" data-part="rulerCursor" />
      </div>
      <div className="timeline-wave-head" />
      <div className="timeline-wave" data-part="wave">
        <div className="timeline-wave-host" data-part="waveHost" />
        <canvas className="timeline-marks" data-part="marksCanvas" />
        <div className="timeline-cut-anchor" data-part="cutAnchor" ref={cutAnchor} />
      </div>
      <div className="timeline-heads" data-part="heads">
        <LaneHeads renaming={renaming} onRename={setRenaming} />
      </div>
      <ContextMenu.Root>
        <ContextMenu.Trigger asChild>
          {/** biome-ignore lint/a11y/useSemanticElements: a canvas of turns has no element of its own */}
          <div
            className="timeline-lanes"
            data-part="lanes"
            role="group"
            aria-label="Speaker turns. Arrow keys go from turn to turn, Enter plays, Delete removes."
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the arrow keys
            tabIndex={0}
          >
            <canvas data-part="lanesCanvas" />
            <div className="timeline-cursor" data-part="lanesCursor" />
          </div>
        </ContextMenu.Trigger>
        <LaneMenu target={target} onRename={setRenaming} />
      </ContextMenu.Root>
      <CutPopover anchor={cutAnchor} />
      <SelectedTurn />
      <div className="tooltip timeline-tip" data-part="tip" hidden aria-hidden="true" />
    </section>
  )
}
