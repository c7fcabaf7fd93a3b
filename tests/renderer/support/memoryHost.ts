/**
 * A host in memory: a real WebSocket server with a real oRPC router over one project that is kept by the same
 * core code as in the main process. It can be told to lose connections.
 */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { implement, ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { WebSocketServer } from 'ws'
import { contract } from '#core/contract/contract.ts'
import { applyCommand, commandLabel, type EditCommand } from '#core/edit/apply.ts'
import { advance, EMPTY_HISTORY, type History } from '#core/edit/history.ts'
import type { Episode } from '#core/episode/schema.ts'
import type { Problem } from '#core/problem.ts'

const api = implement(contract)

export interface MemoryHost {
  readonly address: string
  episode(): Episode
  history(): History
  /** An edit from elsewhere, as by the command line. */
  editElsewhere(command: EditCommand): void
  /** Cuts every connection after the next edit was applied, before it is answered (or before it is applied). */
  loseNext(when: 'before' | 'after'): void
  close(): Promise<void>
}

export async function startMemoryHost(imported: Episode): Promise<MemoryHost> {
  const documents: Episode[] = [imported]
  let history: History = EMPTY_HISTORY
  let losing: 'before' | 'after' | null = null
  let tell: (() => void)[] = []
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })

  const present = () => documents[history.position]!
  const out = () => ({ steps: [...history.steps], position: history.position, revision: history.revision })
  const refuse = (problem: Problem) => new ORPCError('PROBLEM', { data: problem, message: problem.message })

  function edit(command: EditCommand) {
    const next = applyCommand(present(), command)
    if (!next.ok) throw refuse(next.error)
    const label = commandLabel(present(), command)
    documents.length = history.position + 1
    documents.push(next.value)
    history = advance(history, { revision: history.revision + 1, kind: 'edit', label, at: '2026-01-01' })
    notify()
  }

  function travel(kind: 'undo' | 'redo', count: number) {
    for (let i = 0; i < count; i++)
      history = advance(history, { revision: history.revision + 1, kind, label: kind, at: '' })
    notify()
  }

  function notify() {
    for (const listener of tell) listener()
  }

  function lose(now: 'before' | 'after') {
    if (losing !== now) return
    losing = null
    for (const client of server.clients) client.terminate()
    throw new Error('lost')
  }

  const router = {
    projects: {
      open: api.projects.open.handler(() => ({ episode: present(), history: out() })),
      watch: api.projects.watch.handler(async function* ({ signal }) {
        let wake = () => {}
        const listener = () => wake()
        tell.push(listener)
        signal?.addEventListener('abort', listener)
        try {
          while (!signal?.aborted) {
            yield { revision: history.revision }
            await new Promise<void>((resolve) => {
              wake = resolve
            })
          }
        } finally {
          tell = tell.filter((other) => other !== listener)
        }
      }),
    },
    edits: {
      apply: api.edits.apply.handler(({ input }) => {
        lose('before')
        if (input.baseRevision !== history.revision)
          throw refuse({ code: 'stale-revision', message: 'The project has moved on.', hint: '' })
        for (const command of input.commands) edit(command)
        lose('after')
        const steps = history.steps.slice(history.position - input.commands.length, history.position)
        return { revision: history.revision, steps, episode: input.withEpisode ? present() : null }
      }),
      undo: api.edits.undo.handler(({ input }) => {
        const { count = 1 } = input
        travel('undo', count)
        const steps = history.steps.slice(history.position, history.position + count).reverse()
        return { revision: history.revision, steps, episode: input.withEpisode ? present() : null }
      }),
      redo: api.edits.redo.handler(({ input }) => {
        const { count = 1 } = input
        travel('redo', count)
        const steps = history.steps.slice(history.position - count, history.position)
        return { revision: history.revision, steps, episode: input.withEpisode ? present() : null }
      }),
    },
  }
  const handler = new RPCHandler(router)
  server.on('connection', (socket) => void handler.upgrade(socket, { context: {} }))
  await once(server, 'listening')
  return {
    address: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    episode: present,
    history: () => history,
    editElsewhere: edit,
    loseNext(when) {
      losing = when
    },
    async close() {
      for (const client of server.clients) client.terminate()
      server.close()
      await once(server, 'close')
    },
  }
}
