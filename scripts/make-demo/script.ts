/** Who speaks in the demo Space, and what they say. People, handles and brands are invented. */

export type VoiceKey = 'maya' | 'theo' | 'ines' | 'callum'

export interface Person {
  readonly key: VoiceKey
  readonly name: string
  readonly handle: string
  /** Empty for the host, who is in no Hydra list. */
  readonly userId: string
  /** Loudness of the person's voice in the mix. */
  readonly lufs: number
  /** What phone and room do to the voice, as an ffmpeg filter chain. */
  readonly phone: string
}

export const PEOPLE: readonly Person[] = [
  {
    key: 'maya',
    name: 'Maya Lindgren',
    handle: 'maya_on_air',
    userId: '',
    lufs: -20,
    phone: 'highpass=f=90,treble=g=2:f=5000',
  },
  {
    key: 'theo',
    name: 'Theo Brandt',
    handle: 'theo_hosts',
    userId: '1TheoKdQmRzPw',
    lufs: -14,
    phone: 'highpass=f=140,bass=g=3:f=180,acompressor=threshold=0.1:ratio=4:attack=5:release=80',
  },
  {
    key: 'ines',
    name: 'Ines Duarte',
    handle: 'ines_live',
    userId: '1InesXvBnTyLs',
    lufs: -31,
    phone: 'highpass=f=180,lowpass=f=2600,aecho=0.9:0.5:23|37:0.25|0.15',
  },
  {
    key: 'callum',
    name: 'Callum Reid',
    handle: 'callum_onair',
    userId: '1CallGhJwCfZe',
    lufs: -26,
    phone: 'highpass=f=320,lowpass=f=3400,equalizer=f=1500:t=q:w=1:g=5',
  },
]

export interface Line {
  readonly who: VoiceKey
  readonly text: string
  /** Seconds after the end of the line before; negative makes an overlap. */
  readonly pause: number
  /** Quieter or louder than the person otherwise is. */
  readonly gainDb?: number
}

export const LINES: readonly Line[] = [
  { who: 'maya', pause: 7, gainDb: -9, text: 'Hello? Can you hear me?' },
  { who: 'theo', pause: 6.5, gainDb: -8, text: 'Mic check. One, two.' },
  { who: 'maya', pause: 7, gainDb: -6, text: 'Good. Let us give people a moment to come in.' },
  {
    who: 'maya',
    pause: 5,
    text: 'Welcome back to Room Notes, the weekly show about running a live audio room. I am Maya, and some people who do this every week are on stage with me.',
  },
  {
    who: 'maya',
    pause: 0.5,
    text: 'Theo, you have hosted a hundred rooms. What is the hardest part of turning one into a podcast?',
  },
  {
    who: 'theo',
    pause: 0.7,
    text: 'Honestly, the first minutes. You open the room, nobody is there, and all you hear is fans and keyboards. I used to cut that by hand, every single week.',
  },
  {
    who: 'ines',
    pause: 0.8,
    text: 'Same here. And then the levels. Theo sounds like a radio announcer, and I sound as if I am calling from inside a wardrobe.',
  },
  { who: 'maya', pause: 0.5, text: 'You do sound a little far away tonight, Ines.' },
  { who: 'ines', pause: 0.6, text: 'See? That is exactly what I mean.' },
  { who: 'callum', pause: 1.2, text: 'Sorry I am late, my connection dropped. Callum here.' },
  {
    who: 'maya',
    pause: 0.6,
    text: 'Welcome, Callum. We are talking about editing. How long does an episode take you?',
  },
  {
    who: 'callum',
    pause: 0.7,
    text: 'It used to be two hours. Now the recording itself tells me who speaks when. I cut the dead air, even out the voices, and put the sponsor in the middle. Twenty minutes, and it is out.',
  },
  { who: 'maya', pause: 0.5, text: 'Twenty minutes? For me that used to be a whole Sunday afternoon.' },
  { who: 'theo', pause: 2.4, text: 'How do you keep a sponsor read from scaring people away?' },
  { who: 'ines', pause: -2, text: 'Oh, I have an answer to that one.' },
  {
    who: 'ines',
    pause: 0.8,
    text: 'Say that it is an ad, say it early, and keep it as loud as the rest. Nobody minds fifteen honest seconds.',
  },
  {
    who: 'callum',
    pause: 0.7,
    text: 'And send the sponsor the clip afterwards. They always ask for proof that it ran.',
  },
  {
    who: 'maya',
    pause: 0.8,
    text: 'Fifteen honest seconds. I like that. Last question. One tip for somebody who starts tomorrow?',
  },
  { who: 'theo', pause: 0.8, text: 'Pick a fixed hour, and never move it.' },
  {
    who: 'ines',
    pause: 0.7,
    text: 'Name your guests in the show notes, and add chapters. People share what they can find.',
  },
  {
    who: 'callum',
    pause: 0.7,
    text: 'Keep the original recording. Always. Rooms vanish after a month, and the good parts with them.',
  },
  {
    who: 'maya',
    pause: 0.8,
    text: 'That is our time. Thank you Theo, Ines and Callum, and thank you for listening. Same room, same hour, next week.',
  },
]

/** Seconds of room after the last word. */
export const TAIL_SECONDS = 3

/** The line with which Callum comes on stage; he joins a little earlier. */
export const CALLUM_JOINS_AT_LINE = 9
/** Before this line the room drops out for a moment: the clock runs on, the recording does not. */
export const DROPOUT_BEFORE_LINE = 13
export const DROPOUT_SECONDS = 2.4

export const SPONSOR_BRAND = 'Northwind Coffee'
export const SPONSOR_TEXT =
  'This episode is sponsored by Northwind Coffee. Small batches, fair prices, and beans that reach you two days after roasting. Listeners of Room Notes get a free hand grinder with the first order.'
