/** Screens of the window by the address's fragment; the window's router reads it (renderer/app/route.ts). */

export interface StartScreen {
  /** Open the demo Space, importing it first when need be. */
  readonly demo?: boolean | undefined
  readonly projectId?: string | undefined
}

/** The fragment that shows a project, the demo, or the list of episodes. A project goes first. */
export function screenFragment({ demo, projectId }: StartScreen): string {
  if (projectId !== undefined) return `#/project/${encodeURIComponent(projectId)}`
  return demo ? '#/demo' : '#/'
}
