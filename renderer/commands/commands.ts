/** All commands, and how they are found. */
import type { Command } from './command.ts'
import { editCommands } from './edit.ts'
import { fileCommands } from './file.ts'
import { type KeyPress, matchesKeys } from './keys.ts'
import { playCommands } from './play.ts'
import { viewCommands } from './view.ts'

const all = [...fileCommands, ...editCommands, ...viewCommands, ...playCommands] as const

export type CommandId = (typeof all)[number]['id']

export const COMMANDS: readonly Command[] = all

const byId = new Map<string, Command>(COMMANDS.map((command) => [command.id, command]))

/** The command of an id; undefined for one that does not exist, as a menu of another version may send. */
export function findCommand(id: string): Command | undefined {
  return byId.get(id)
}

/** The command that a key press means. */
export function commandOfKey(press: KeyPress): Command | undefined {
  return COMMANDS.find(({ keys }) => keys.some((combination) => matchesKeys(press, combination)))
}
