import { Bug } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { Empty } from '#renderer/ui/Empty.tsx'

/** Where a bug stops a screen, says so and offers the way back; what was edited is saved already. */
export class ErrorBoundary extends Component<
  { readonly children: ReactNode },
  { readonly message: string | null }
> {
  override state = { message: null }

  static getDerivedStateFromError(thrown: unknown) {
    return { message: thrown instanceof Error ? thrown.message : String(thrown) }
  }

  override render() {
    if (this.state.message === null) return this.props.children
    return (
      <main className="center-screen">
        <Empty icon={Bug} title="This screen stopped working">
          <p>Your edits are saved. Load the window again to go on.</p>
          <p className="faint selectable">{this.state.message}</p>
          <button type="button" className="button primary" onClick={() => location.reload()}>
            Load again
          </button>
        </Empty>
      </main>
    )
  }
}
