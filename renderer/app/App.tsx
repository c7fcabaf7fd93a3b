import { Tooltip } from 'radix-ui'
import { useStore } from 'zustand'
import type { Connection } from '#renderer/api/connection.ts'
import { ProjectScreen } from '#renderer/editor/ProjectScreen.tsx'
import { HomeScreen } from '#renderer/home/HomeScreen.tsx'
import { ImportHost } from '#renderer/import/ImportHost.tsx'
import { OfferToast } from '#renderer/ui/OfferToast.tsx'
import { ProblemToast } from '#renderer/ui/ProblemToast.tsx'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { notices, showOffer, showProblem } from './notices.ts'
import { useRoute } from './route.ts'
import { ConnectionContext } from './services.ts'

/** The whole window. */
export function App({ connection }: { readonly connection: Connection }) {
  return (
    <ConnectionContext value={connection}>
      <Tooltip.Provider delayDuration={400} skipDelayDuration={200}>
        <div className="app">
          <ConnectionBanner />
          <ImportHost>
            <ErrorBoundary>
              <Screen />
            </ErrorBoundary>
          </ImportHost>
        </div>
        <Notices />
      </Tooltip.Provider>
    </ConnectionContext>
  )
}

function Screen() {
  const route = useRoute()
  if (route.screen === 'project') return <ProjectScreen key={route.projectId} projectId={route.projectId} />
  return <HomeScreen startDemo={route.screen === 'demo'} />
}

const dismissProblem = () => showProblem(null)
const dismissOffer = () => showOffer(null)

function Notices() {
  const { problem, offer, said } = useStore(notices)
  return (
    <>
      <div className="visually-hidden" role="status">
        {said}
      </div>
      <div className="toasts">
        {problem && <ProblemToast problem={problem} onClose={dismissProblem} />}
        {offer && <OfferToast offer={offer} onClose={dismissOffer} />}
      </div>
    </>
  )
}
