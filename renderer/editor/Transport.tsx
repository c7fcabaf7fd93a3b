import {
  ArrowLeftToLine,
  ArrowRightToLine,
  AudioWaveform,
  Bookmark,
  ChevronFirst,
  ChevronLast,
  Crop,
  LocateFixed,
  Maximize2,
  MessageSquare,
  Pause,
  Play,
  Scissors,
  ScissorsLineDashed,
  SquareSplitHorizontal,
  ZoomIn,
  ZoomOut,
} from 'lucide-react'
import { useEditor } from '#renderer/state/editor.ts'
import { CommandButton } from './CommandButton.tsx'
import { JumpPair } from './JumpPair.tsx'
import { LoudnessReadout } from './LoudnessReadout.tsx'
import { SpeedMenu } from './SpeedMenu.tsx'
import { TimeDisplay } from './TimeDisplay.tsx'

/** Playing, jumping, cutting and zooming. */
export function Transport() {
  const playing = useEditor((editor) => editor.playing)
  const follow = useEditor((editor) => editor.followPlayhead)
  return (
    <footer className="transport">
      <div className="transport-group">
        <CommandButton id="edit.cut" icon={Scissors} />
        <CommandButton id="edit.split" icon={SquareSplitHorizontal} />
        <CommandButton id="edit.keep" icon={Crop} />
        <CommandButton id="edit.trimStart" icon={ArrowLeftToLine} className="roomy-only" />
        <CommandButton id="edit.trimEnd" icon={ArrowRightToLine} className="roomy-only" />
        <CommandButton id="edit.marker" icon={Bookmark} />
      </div>
      <div className="transport-group transport-middle">
        <CommandButton id="play.start" icon={ChevronFirst} className="roomy-only" />
        <JumpPair previous="play.previousTurn" next="play.nextTurn" icon={MessageSquare} name="Turn" />
        <JumpPair
          previous="play.previousSilence"
          next="play.nextSilence"
          icon={AudioWaveform}
          name="Silence"
        />
        <JumpPair previous="play.previousCut" next="play.nextCut" icon={ScissorsLineDashed} name="Cut" />
        <CommandButton id="play.toggle" icon={playing ? Pause : Play} className="play-button" />
        <TimeDisplay />
        <SpeedMenu />
        <CommandButton id="play.end" icon={ChevronLast} className="roomy-only" />
      </div>
      <div className="transport-group transport-end">
        <LoudnessReadout />
        <CommandButton id="view.follow" icon={LocateFixed} pressed={follow} className="roomy-only" />
        <CommandButton id="view.zoomOut" icon={ZoomOut} />
        <CommandButton id="view.zoomIn" icon={ZoomIn} />
        <CommandButton id="view.fit" icon={Maximize2} />
      </div>
    </footer>
  )
}
