/** Opens a project in the window: the store, the queue to the main process and the player, wired together. */
import { createStore } from 'zustand/vanilla'
import { advance, type History } from '#core/edit/history.ts'
import type { Episode } from '#core/episode/schema.ts'
import { episodeDuration, placeClips } from '#core/episode/timeline.ts'
import type { Connection } from '#renderer/api/connection.ts'
import { problemOf } from '#renderer/api/problems.ts'
import { carryOver, Documents } from './documents.ts'
import { editActions } from './editActions.ts'
import type { Editor, EditorSession, EditorStore, MainEdit, Player, ReadPlace } from './editor.ts'
import { createSync } from './sync.ts'
import { viewActions } from './viewActions.ts'
import { watchProject } from './watchProject.ts'

export interface OpenedProject {
  readonly episode: Episode
  readonly history: History
}

export interface OpenEditor extends EditorSession {
  destroy(): void
}

/** @param makePlayer makes what plays; called once, with the finished store. */
export function createEditor(
  connection: Connection,
  projectId: string,
  opened: OpenedProject,
  makePlayer: (store: EditorStore) => Player,
): OpenEditor {
  const documents = new Documents()
  documents.remember(opened.history, opened.episode)
  let player: Player | undefined

  const store: EditorStore = createStore<Editor>((set, get) => ({
    ...startingState(projectId, opened),
    ...editActions(set, get, { documents, push: (edit) => sync.push(edit) }),
    ...viewActions(set, get, () => player),
    editInMain,
    placeRead,
    settled: () => settled(store),
    refresh: () => settled(store).then(reload),
  }))

  const sync = createSync(connection, projectId, {
    acknowledged({ edit, revision, episode, remaining }) {
      if (revision !== edit.revision) return void reload()
      const { waiting, history } = store.getState()
      if (waiting && episode) return adopt({ episode, history })
      store.setState(
        remaining === 0 ? { saving: 0, savedRevision: revision } : { saving: remaining, savedRevision: null },
      )
    },
    refused(problem) {
      store.getState().showProblem(problem)
      void reload()
    },
  })

  /** Shows what the main process has. */
  function adopt(project: OpenedProject) {
    documents.remember(project.history, project.episode)
    store.setState((editor) => ({
      ...carryOver(editor, project.episode),
      episode: project.episode,
      committed: project.episode,
      drafted: null,
      history: project.history,
      savedRevision: project.history.revision,
      saving: 0,
      waiting: false,
    }))
  }

  async function reload(): Promise<void> {
    store.setState({ waiting: true })
    try {
      const project = await connection.api.projects.open({ projectId })
      documents.forgetAll()
      adopt(project)
    } catch (thrown) {
      store.setState({ waiting: false })
      store.getState().showProblem(problemOf(thrown))
    }
  }

  async function editInMain<Answer extends MainEdit>(ask: () => Promise<Answer>): Promise<Answer> {
    await settled(store)
    store.setState({ waiting: true })
    try {
      const answer = await ask()
      const { history } = store.getState()
      const [step] = answer.steps
      if (answer.episode && step?.revision === history.revision + 1)
        adopt({ episode: answer.episode, history: advance(history, { ...step, kind: 'edit' }) })
      else await reload()
      if (step) store.setState({ announcement: step.label })
      return answer
    } catch (thrown) {
      store.setState({ waiting: false })
      throw thrown
    }
  }

  /** The main process knows the levels, so it makes this edit. */
  async function placeRead(readId: string, where: ReadPlace): Promise<void> {
    try {
      const { clipId } = await editInMain(() =>
        connection.api.sponsors.place({ projectId, readId, ...where, withEpisode: true }),
      )
      const start = placeClips(store.getState().episode.clips).find(({ clip }) => clip.id === clipId)
      if (start) store.getState().seek(start.timelineStart)
      store.getState().selectClip(clipId)
    } catch (thrown) {
      store.getState().showProblem(problemOf(thrown))
    }
  }

  player = makePlayer(store)
  const stopWatching = watchProject(connection, projectId, store, reload)
  return {
    store,
    player,
    destroy() {
      stopWatching()
      sync.destroy()
      player?.destroy()
    },
  }
}

/** Resolves when no edit is on its way. */
function settled(store: EditorStore): Promise<void> {
  const idle = ({ saving, waiting }: Editor) => saving === 0 && !waiting
  if (idle(store.getState())) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = store.subscribe((editor) => {
      if (!idle(editor)) return
      stop()
      resolve()
    })
  })
}

function startingState(projectId: string, { episode, history }: OpenedProject) {
  const duration = episodeDuration(episode)
  return {
    projectId,
    episode,
    committed: episode,
    drafted: null,
    history,
    savedRevision: history.revision,
    view: { startSample: 0, samplesPerPixel: Math.max(1 / 16, duration / 1000), widthPx: 1000 },
    selection: null,
    selectedSegmentId: null,
    selectedClipId: null,
    selectedCut: null,
    playhead: 0,
    playing: false,
    rate: 1,
    followPlayhead: true,
    problem: null,
    saving: 0,
    waiting: false,
    announcement: '',
  }
}
