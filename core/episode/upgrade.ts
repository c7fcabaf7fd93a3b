/** Documents that an earlier version wrote, as this version has them. */
import type { Episode } from './schema.ts'

/** Version 1 had no transcript. */
interface EpisodeV1 extends Omit<Episode, 'schemaVersion' | 'passages'> {
  readonly schemaVersion: 1
}

/** Any document that a version of Afterspace wrote, which it checked then. */
export type StoredEpisode = EpisodeV1 | Episode

/** The document in the present version; returned as it is where it is that already. */
export function upgradeEpisode(stored: StoredEpisode): Episode {
  return stored.schemaVersion === 1 ? { ...stored, schemaVersion: 2, passages: [] } : stored
}
