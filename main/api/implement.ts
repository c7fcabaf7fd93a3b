/** What every area of the API is built on: the contract's implementer, whose errors are all typed problems. */
import { implement } from '@orpc/server'
import { contract } from '#core/contract/contract.ts'
import type { Services } from '#main/services.ts'
import { outgoing } from './problems.ts'

export interface ApiContext {
  readonly services: Services
}

export const api = implement(contract)
  .$context<ApiContext>()
  .use(async ({ next }, input) => {
    try {
      return await next()
    } catch (error) {
      throw outgoing(error, input)
    }
  })
