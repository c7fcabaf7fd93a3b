/** Properties over many cases, with a seed that is printed; `AFTERSPACE_SEED` runs it again. */
import fc from 'fast-check'

export async function fuzz<T>(property: fc.IRawProperty<T>, numRuns: number): Promise<void> {
  const seed = Number(process.env.AFTERSPACE_SEED ?? Math.floor(Math.random() * 2 ** 31))
  console.log(`seed ${seed}, ${numRuns} cases`)
  await fc.assert(property, { numRuns, seed })
}
