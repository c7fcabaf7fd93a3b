/**
 * Puts a WebAssembly module together from instructions (WebAssembly core specification 2.0, chapter 5, with its
 * vector instructions). Just what `blockKernel.ts` needs: some functions over one memory of 64 KB, without any
 * tool to compile or any binary to keep.
 */

/** Bytes of one or more instructions. */
export type Code = readonly number[]

export type ValueType = 'i32' | 'v128'

/** A function of the module; its parameters are the first locals. */
export interface WasmFunction {
  readonly name: string
  readonly parameters: readonly ValueType[]
  readonly results: readonly ValueType[]
  readonly locals: readonly ValueType[]
  readonly body: Code
}

const VALUE_TYPES = { i32: 0x7f, v128: 0x7b } as const
const END = 0x0b
const NO_RESULT = 0x40

/** The module's bytes; it exports its functions and `memory`. */
export function assemble(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters, results }) => [
    0x60,
    ...list(parameters.map((type) => [VALUE_TYPES[type]])),
    ...list(results.map((type) => [VALUE_TYPES[type]])),
  ])
  const exported = functions.map(({ name }, i) => [...text(name), 0, ...unsigned(i)])
  const bodies = functions.map(({ locals, body }) => {
    const code = [...list(locals.map((type) => [1, VALUE_TYPES[type]])), ...body, END]
    return [...unsigned(code.length), ...code]
  })
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, types),
    ...section(3, [...functions.map((_, i) => unsigned(i))]),
    ...section(5, [[0x00, 1]]),
    ...section(7, [...exported, [...text('memory'), 2, 0]]),
    ...section(10, bodies),
  ])
}

function section(id: number, entries: readonly Code[]): number[] {
  const content = list(entries)
  return [id, ...unsigned(content.length), ...content]
}

function list(entries: readonly Code[]): number[] {
  return [...unsigned(entries.length), ...entries.flat()]
}

function text(name: string): number[] {
  return [...unsigned(name.length), ...Array.from(name, (character) => character.charCodeAt(0))]
}

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]
}

function signed(value: number): number[] {
  if (value >= -64 && value < 64) return [value & 0x7f]
  return [(value & 0x7f) | 0x80, ...signed(value >> 7)]
}

export const get = (local: number): Code => [0x20, local]
export const set = (local: number, ...value: Code[]): Code => [...value.flat(), 0x21, local]
export const i32 = (value: number): Code => [0x41, ...signed(value)]
export const add = (a: Code, b: Code): Code => [...a, ...b, 0x6a]

/** Repeats `body` while `condition` holds. */
export function whileTrue(condition: Code, ...body: Code[]): Code {
  const leaveUnless = [...condition, 0x45, 0x0d, 1]
  return [0x02, NO_RESULT, 0x03, NO_RESULT, ...leaveUnless, ...body.flat(), 0x0c, 0, END, END]
}

/** `a < b` of addresses. */
export const isBelow = (a: Code, b: Code): Code => [...a, ...b, 0x49]

/** A vector instruction on operands; its number is that of the specification. */
export function vector(instruction: number, ...operands: Code[]): Code {
  return [...operands.flat(), 0xfd, ...unsigned(instruction)]
}

/** A vector instruction that reads or writes memory at `address + offset`. */
export function atMemory(instruction: number, offset: number, ...operands: Code[]): Code {
  return [...vector(instruction, ...operands), 0, ...unsigned(offset)]
}

/** A vector of two equal floats. */
export function f64Constant(value: number): Code {
  const bytes = new Uint8Array(new Float64Array([value, value]).buffer)
  return [...vector(12), ...(isLittleEndian ? bytes : bytes.toReversed())]
}

/** The bytes of `a` in another order. */
export function shuffled(a: Code, lanes: readonly number[]): Code {
  return [...vector(13, a, a), ...lanes]
}

const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1
