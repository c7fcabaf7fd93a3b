/** Draws the cover of the demo show: its name over the four voices. */
import { ffmpeg } from '../../tests/fixtures/ffmpeg.ts'

const COLOURS = ['0xF2B84B', '0x6FC3B2', '0xE9806E', '0x8FA8F0']
const BARS = 25

/** A square JPEG of 1000 pixels. */
export async function makeCover(path: string): Promise<void> {
  const bars = Array.from({ length: BARS }, (_, place) => {
    const envelope = 0.35 + 0.65 * Math.sin((Math.PI * (place + 0.5)) / BARS)
    const height = Math.round(40 + 290 * envelope * Math.abs(Math.sin(place * 1.7 + 0.9)))
    const colour = COLOURS[Math.floor((place * COLOURS.length) / BARS)]!
    return `drawbox=x=${104 + place * 32}:y=${400 - height / 2}:w=20:h=${height}:color=${colour}:t=fill`
  })
  const text = (words: string, size: number, y: number, colour: string, font: string) =>
    `drawtext=text='${words}':font='${font}':fontsize=${size}:fontcolor=${colour}:x=100:y=${y}`
  const filters = [
    ...bars,
    text('Room Notes', 116, 650, '0xF7F3EA', 'DejaVu Sans\\:style=Bold'),
    text('A weekly show about live audio rooms', 36, 800, '0xB9B4A7', 'DejaVu Sans'),
  ]
  const source = 'gradients=s=1000x1000:c0=0x1B2333:c1=0x2C2440:x0=0:y0=0:x1=1000:y1=1000:n=2:d=1:seed=1'
  const picture = ['-frames:v', '1', '-update', '1', '-q:v', '3', '-bitexact']
  await ffmpeg(['-f', 'lavfi', '-i', source, '-vf', filters.join(','), ...picture, path])
}
