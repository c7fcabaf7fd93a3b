/** What this program wants to know from an account archive's own texts. Whoever parses them gives it as this. */

/** A Space as the metadata tells of it; null and empty where it does not say. */
export interface ArchivedSpace {
  readonly spaceId: string
  readonly title: string | null
  readonly createdAtUnixSeconds: number | null
  readonly endedAtUnixSeconds: number | null
  /** Names, handles or ids, whatever is known best. */
  readonly hosts: readonly string[]
  readonly speakers: readonly string[]
}

/** Readers of an archive's texts. They never throw: what cannot be read is left out. */
export interface ArchiveReaders {
  /** `spaces-metadata.js`; `account` is the text of `account.js`, which names the account by its id. */
  readonly spaces: (text: string, account: string | null) => readonly ArchivedSpace[]
}
