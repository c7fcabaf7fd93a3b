/** File names out of titles and of names that came from elsewhere. */

/** Longest name, so that a temporary beside it and an ending still fit into the 255 bytes of most disks. */
const MAX_LENGTH = 120

/**
 * `text` as a file name that every system takes: no folders, control characters or what Windows forbids, no dots
 * or spaces at its ends; `fallback` where nothing is left. An ending such as `.ts` stays.
 */
export function safeFileName(text: string, fallback: string): string {
  const cleaned = text
    .replaceAll(/[\p{Cc}<>:"/\\|?*]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[. ]+|[. ]+$/g, '')
  return cleaned.slice(-MAX_LENGTH).trim() || fallback
}
