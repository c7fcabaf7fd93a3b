/** Text on canvases: measured once, shortened to fit. */

const widths = new Map<string, number>()

/** Width of a text in the context's font, in CSS pixels. */
export function textWidth(context: CanvasRenderingContext2D, text: string): number {
  const key = `${context.font}\n${text}`
  let width = widths.get(key)
  if (width === undefined) {
    if (widths.size > 5_000) widths.clear()
    width = context.measureText(text).width
    widths.set(key, width)
  }
  return width
}

/** The text, or its beginning with “…”, or nothing where not even that fits into `roomPx`. */
export function fitted(context: CanvasRenderingContext2D, text: string, roomPx: number): string {
  if (roomPx < 14) return ''
  if (textWidth(context, text) <= roomPx) return text
  const perLetter = textWidth(context, text) / text.length
  const letters = [...text].slice(0, Math.max(0, Math.floor(roomPx / perLetter) - 1)).join('')
  return letters.trim() ? `${letters.trimEnd()}…` : ''
}
