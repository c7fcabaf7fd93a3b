/** Shapes of what the preload sends; what does not fit is dropped. */
import { z } from 'zod'
import { EXPORT_FORMATS } from '#core/contract/contract.ts'

const text = z.string().max(200)

/** What `setMenu` may bring. */
export const menuEntriesSchema = z
  .array(
    z.object({
      id: text.min(1),
      label: text,
      menu: z.enum(['File', 'Edit', 'View', 'Play']),
      accelerator: text.nullable(),
      enabled: z.boolean(),
    }),
  )
  .max(200)

/** What `pickPackPath` may bring. */
export const packPathRequestSchema = z.tuple([z.string().max(1000)])

/** What `pickExportPath` may bring. */
export const exportPathRequestSchema = z.tuple([z.string().max(1000), z.enum(EXPORT_FORMATS)])
