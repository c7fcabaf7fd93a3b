/** The Spaces of an account archive, as the API lists them before anything is imported. */
import { z } from 'zod'

export const archiveInputSchema = z.object({
  /** A zip, or the folder it was unpacked to. */
  path: z.string().min(1),
})

export const listedSpaceSchema = z.object({
  id: z.string(),
  /** Null where the archive does not say. */
  title: z.string().nullable(),
  startedAtUnixSeconds: z.number().nullable(),
  /** By the archive's own account of begin and end; the sound may be shorter. */
  seconds: z.number().nonnegative().nullable(),
  hosts: z.array(z.string()),
  speakers: z.array(z.string()),
  /** Whether its sound is in the archive. */
  hasMedia: z.boolean(),
  /** Size of its sound; 0 without. */
  bytes: z.number().int().nonnegative(),
  /** Files that its sound consists of. */
  parts: z.number().int().nonnegative(),
})
export type ListedSpace = z.infer<typeof listedSpaceSchema>

export const archiveSchema = z.object({
  path: z.string(),
  type: z.enum(['zip', 'folder']),
  /** The newest first; those without a date last. */
  spaces: z.array(listedSpaceSchema),
  /** What the person should know, a sentence each. */
  warnings: z.array(z.string()),
})
export type ArchiveListing = z.infer<typeof archiveSchema>
