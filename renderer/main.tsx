import '@fontsource-variable/inter'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/overlays.css'
import './styles/home.css'
import './styles/editor.css'
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
