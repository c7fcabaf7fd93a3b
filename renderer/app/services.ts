import { createContext, useContext } from 'react'
import type { Connection } from '#renderer/api/connection.ts'

export const ConnectionContext = createContext<Connection | null>(null)

/** The connection of this window. */
export function useConnection(): Connection {
  const connection = useContext(ConnectionContext)
  if (!connection) throw new Error('useConnection outside the app')
  return connection
}

/** The API, as the contract has it. */
export function useApi(): Connection['api'] {
  return useConnection().api
}
