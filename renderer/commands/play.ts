import { cutPoints } from '#core/episode/cuts.ts'
import { episodeDuration } from '#core/episode/timeline.ts'
import { formatTimecode } from '#core/time/timecode.ts'
import { clamp, SAMPLE_RATE, type Samples } from '#core/time/units.ts'
import { cutKey, type Editor } from '#renderer/state/editor.ts'
import type { Command, CommandContext } from './command.ts'
import { cutPlaces, nextPlace, previousPlace, turnStarts } from './jumps.ts'

const always = () => true

/** How much is heard on each side of a cut. */
const ACROSS: Samples = 1.5 * SAMPLE_RATE

function here({ editor, player }: CommandContext): Samples {
  return editor.playing ? player.position() : editor.playhead
}

/** Goes to a place and says so, unless it can be heard. */
function goTo({ editor }: CommandContext, place: Samples): void {
  const at = clamp(place, 0, episodeDuration(editor.episode))
  editor.seek(at)
  if (!editor.playing) editor.announce(formatTimecode(at, 1))
}

function seekBy(seconds: number) {
  return (context: CommandContext) => goTo(context, here(context) + seconds * SAMPLE_RATE)
}

function jump(places: (context: CommandContext) => readonly Samples[], direction: 1 | -1) {
  return (context: CommandContext) => {
    const from = here(context)
    const place = (direction > 0 ? nextPlace : previousPlace)(places(context), from)
    if (place !== undefined) goTo(context, place)
  }
}

const turns = ({ editor }: CommandContext) => turnStarts(editor.episode)
const cuts = ({ editor }: CommandContext) => cutPlaces(editor.episode)
const silences = ({ ui }: CommandContext) => ui.silences().map(({ from }) => from)
const hasTurns = ({ episode }: Editor) => episode.segments.length > 0
const hasCuts = ({ episode }: Editor) => cutPoints(episode).length > 0

/** Plays from shortly before a cut to shortly after it. */
export function listenAcross(editor: Editor, at: Samples): void {
  const duration = episodeDuration(editor.episode)
  editor.play(Math.max(0, at - ACROSS), Math.min(duration, at + ACROSS))
}

function step(id: string, label: string, key: string, seconds: number): Command {
  return { id, menu: 'Play', label: () => label, keys: [key], enabled: always, run: seekBy(seconds) }
}

export const playCommands = [
  {
    id: 'play.toggle',
    name: 'Play or pause',
    menu: 'Play',
    label: ({ playing }) => (playing ? 'Pause' : 'Play'),
    keys: ['Space'],
    enabled: always,
    run: ({ editor }) => editor.playPause(),
  },
  {
    id: 'play.selection',
    menu: 'Play',
    label: () => 'Play selection',
    keys: ['Shift+Space'],
    enabled: ({ selection }) => selection !== null,
    run: ({ editor }) => editor.selection && editor.play(editor.selection.from, editor.selection.to),
  },
  {
    id: 'play.across',
    menu: 'Play',
    label: () => 'Listen across cut',
    keys: ['L'],
    enabled: ({ selectedCut }) => selectedCut !== null,
    run({ editor }) {
      const point = cutPoints(editor.episode).find((candidate) => cutKey(candidate) === editor.selectedCut)
      if (point) listenAcross(editor, point.at)
    },
  },
  step('play.back1', 'Back 1 s', 'ArrowLeft', -1),
  step('play.forward1', 'Forward 1 s', 'ArrowRight', 1),
  step('play.back5', 'Back 5 s', 'Shift+ArrowLeft', -5),
  step('play.forward5', 'Forward 5 s', 'Shift+ArrowRight', 5),
  {
    id: 'play.previousTurn',
    menu: 'Play',
    label: () => 'Previous turn',
    keys: ['Alt+ArrowLeft'],
    enabled: hasTurns,
    run: jump(turns, -1),
  },
  {
    id: 'play.nextTurn',
    menu: 'Play',
    label: () => 'Next turn',
    keys: ['Alt+ArrowRight'],
    enabled: hasTurns,
    run: jump(turns, 1),
  },
  {
    id: 'play.previousCut',
    menu: 'Play',
    label: () => 'Previous cut',
    keys: ['['],
    enabled: hasCuts,
    run: jump(cuts, -1),
  },
  {
    id: 'play.nextCut',
    menu: 'Play',
    label: () => 'Next cut',
    keys: [']'],
    enabled: hasCuts,
    run: jump(cuts, 1),
  },
  {
    id: 'play.previousSilence',
    menu: 'Play',
    label: () => 'Previous silence',
    keys: [','],
    enabled: always,
    run: jump(silences, -1),
  },
  {
    id: 'play.nextSilence',
    menu: 'Play',
    label: () => 'Next silence',
    keys: ['.'],
    enabled: always,
    run: jump(silences, 1),
  },
  {
    id: 'play.start',
    menu: 'Play',
    label: () => 'Go to start',
    keys: ['Home'],
    enabled: always,
    run: (context) => goTo(context, 0),
  },
  {
    id: 'play.end',
    menu: 'Play',
    label: () => 'Go to end',
    keys: ['End'],
    enabled: always,
    run: (context) => goTo(context, episodeDuration(context.editor.episode)),
  },
] as const satisfies readonly Command[]
