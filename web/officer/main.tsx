import { render } from 'preact'
import { App } from '#web/officer/app.tsx'

const root = document.getElementById('app')
if (root) render(<App />, root)
