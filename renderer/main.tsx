import '@fontsource-variable/inter'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/overlays.css'
import './styles/home/frame.css'
import './styles/home/list.css'
import './styles/home/welcome.css'
import './styles/home/import.css'
import './styles/home/dialogs.css'
import './styles/editor/frame.css'
import './styles/editor/panels.css'
import './styles/editor/speakers.css'
import './styles/editor/inspect.css'
import './styles/editor/sponsors.css'
import './styles/editor/chapters.css'
import './styles/editor/history.css'
import './styles/editor/transport.css'
import './styles/editor/dialogs.css'
import './styles/editor/export.css'
import './styles/editor/bring.css'
import './styles/editor/transcript.css'
import './styles/editor/narrow.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { connect } from './api/connection.ts'
import { App } from './app/App.tsx'
import { adoptQuery } from './app/route.ts'
import { startTheme } from './styles/theme.ts'

adoptQuery()
startTheme()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App connection={connect()} />
  </StrictMode>,
)
