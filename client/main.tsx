import './ui/mantine.ts'
import './ui/house.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { savesData } from './platform/dataSaver.store.ts'
import { keepPages } from './platform/keepPages.ts'
import { styleNonce } from './ui/styleNonce.ts'

// The library that stops the page behind a dialog from scrolling looks for its style's nonce here.
Reflect.set(globalThis, '__webpack_nonce__', styleNonce())

// The policy allows no code made from text: without this word the shapes' library would try, and be complained of.
Reflect.set(globalThis, '__zod_globalConfig', { jitless: true })

keepPages(savesData())

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
