/** What every edit command is made of. */
import type { z } from 'zod'
import type { Episode } from '../episode/schema.ts'
import type { Result } from '../problem.ts'

export interface CommandDefinition<Type extends string, Schema extends z.ZodType<{ type: Type }>> {
  readonly type: Type
  /** Shape of the command; unknown keys are refused, so that a misspelt one is never silently dropped. */
  readonly schema: Schema
  /**
   * The next episode, or a typed refusal. Pure: never mutates, returns untouched parts by reference, makes ids
   * from `episode.nextSerial` only.
   */
  readonly apply: (episode: Episode, command: z.infer<Schema>) => Result<Episode>
  /** The name of the undo step, as “Cut 12.4 s”. `episode` is the document before the command. */
  readonly label: (command: z.infer<Schema>, episode: Episode) => string
}

/** Identity; fixes the types of a definition. */
export function defineCommand<Type extends string, Schema extends z.ZodType<{ type: Type }>>(
  definition: CommandDefinition<Type, Schema>,
): CommandDefinition<Type, Schema> {
  return definition
}

/** The id that the next thing of this kind gets (`c` clip, `s` speaker, `g` segment, `p` passage, `m` marker). */
export function nextId(
  episode: Pick<Episode, 'nextSerial'>,
  prefix: 'c' | 's' | 'g' | 'p' | 'm',
  ahead = 0,
): string {
  return `${prefix}${episode.nextSerial + ahead}`
}
