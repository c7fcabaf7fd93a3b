/** The timeline alone, over the real editor state; the main process is a document in this page. */
import { createRoot } from 'react-dom/client'
import { createStore } from 'zustand/vanilla'
import { applyCommand, type EditCommand } from '#core/edit/apply.ts'
import { EMPTY_HISTORY } from '#core/edit/history.ts'
import { unwrap } from '#core/problem.ts'
import type { Api, Connection, ConnectionState } from '#renderer/api/connection.ts'
import { createPlayer } from '#renderer/player/createPlayer.ts'
import { createEditor } from '#renderer/state/createEditor.ts'
import { EditorContext, type EditorStore } from '#renderer/state/editor.ts'
import '#renderer/styles/tokens.css'
import '#renderer/styles/base.css'
import '#renderer/styles/controls.css'
import '#renderer/styles/overlays.css'
import { Timeline } from '#renderer/timeline/Timeline.tsx'
import { BIG, makeEpisode, SMALL } from './episode.ts'

declare global {
  interface Window {
    harness: { store: EditorStore; drops: [string, number][] }
  }
}

let episode = makeEpisode(location.search.includes('small') ? SMALL : BIG)
let revision = 0

/** What the main process does with edits, in memory. */
const edits = {
  apply: async ({ commands }: { commands: EditCommand[] }) => {
    for (const command of commands) episode = unwrap(applyCommand(episode, command))
    revision += commands.length
    const { history } = window.harness.store.getState()
    return { history: { ...history, revision }, episode: null }
  },
}
const api = {
  edits,
  projects: { open: async () => ({ episode, history: EMPTY_HISTORY }), watch: async () => [] },
} as unknown as Api
const connection: Connection = {
  api,
  state: createStore<{ status: ConnectionState }>(() => ({ status: 'open' })),
  close() {},
}

const { store, player } = createEditor(connection, 'p1', { episode, history: EMPTY_HISTORY }, (made) =>
  createPlayer(made, (wanted) => `/media/episodes/p1/${wanted}.wav`),
)
window.harness = { store, drops: [] }
createRoot(document.getElementById('root')!).render(
  <EditorContext value={{ store, player }}>
    <Timeline onDropRead={(readId, at) => window.harness.drops.push([readId, at])} />
  </EditorContext>,
)
