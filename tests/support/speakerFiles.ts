/** Readers of the files that `speakers export` writes, written from the formats' own descriptions. */

export interface ReadTurn {
  readonly from: number
  readonly to: number
  readonly name: string
}

const samples = (seconds: string | undefined) => Math.round(Number(seconds) * 48_000)

const lines = (text: string) => text.split('\n').filter((line) => line !== '')

/** NIST RTTM, `SPEAKER` lines. */
export function readRttm(text: string): ReadTurn[] {
  return lines(text).map((line) => {
    const [type, , channel, start, duration, , , name, ...rest] = line.split(' ')
    if (type !== 'SPEAKER' || channel !== '1' || rest.length !== 2) throw new Error(`No RTTM: ${line}`)
    const from = samples(start)
    return { from, to: samples(String(Number(start) + Number(duration))), name: name! }
  })
}

/** Audacity's label track. */
export function readLabels(text: string): ReadTurn[] {
  return lines(text).map((line) => {
    const fields = line.split('\t')
    if (fields.length !== 3) throw new Error(`No label: ${line}`)
    return { from: samples(fields[0]), to: samples(fields[1]), name: fields[2]! }
  })
}

/** WebVTT cues that are one voice span each. */
export function readWebVtt(text: string): ReadTurn[] {
  const [header, ...blocks] = text.replace(/\n$/, '').split('\n\n')
  if (header?.trim() !== 'WEBVTT') throw new Error('No WebVTT')
  return blocks
    .filter((block) => block.trim() !== '')
    .map((block) => {
      const [timing, ...payload] = block.split('\n')
      const times = /^(\d\d+:\d\d:\d\d\.\d{3}) --> (\d\d+:\d\d:\d\d\.\d{3})$/.exec(timing ?? '')
      const voice = /^<v ([^>]+)>/.exec(payload.join('\n'))
      if (!times || !voice) throw new Error(`No cue: ${block}`)
      return { from: clock(times[1]!), to: clock(times[2]!), name: unescaped(voice[1]!) }
    })
}

function clock(text: string): number {
  const [hours, minutes, seconds] = text.split(':').map(Number)
  return Math.round((hours! * 3600 + minutes! * 60 + seconds!) * 48_000)
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
