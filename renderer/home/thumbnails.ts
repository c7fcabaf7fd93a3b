/** Waveforms in small, fetched when they come into sight and kept by revision. */
import type { ProjectSummary } from '#core/contract/shapes.ts'

/** As many as a long library has rows; 160 bytes each. */
const KEPT = 2_000

const kept = new Map<string, Uint8Array>()

/** Levels of an episode, one byte per column; null while there are none to show. */
export async function fetchThumbnail(
  { id, revision }: Pick<ProjectSummary, 'id' | 'revision'>,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  const address = `/media/episodes/${encodeURIComponent(id)}/thumbnail?revision=${revision}`
  const known = kept.get(address)
  if (known) return known
  const answer = await fetch(address, { signal })
  if (answer.status !== 200) return null
  const levels = new Uint8Array(await answer.arrayBuffer())
  if (kept.size >= KEPT) kept.delete(kept.keys().next().value!)
  kept.set(address, levels)
  return levels
}

/** Rows begin to load a little before they are seen. */
const MARGIN = '300px'

const awaited = new Map<Element, () => void>()
let observer: IntersectionObserver | undefined

/** Calls back once, when an element is about to be seen; one observer serves a whole list. */
export function whenSeen(element: Element, callback: () => void): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue
        const callback = awaited.get(target)
        forget(target)
        callback?.()
      }
    },
    { rootMargin: MARGIN },
  )
  awaited.set(element, callback)
  observer.observe(element)
  return () => forget(element)
}

function forget(element: Element): void {
  awaited.delete(element)
  observer?.unobserve(element)
}
