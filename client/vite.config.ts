import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { emojiData } from './emojiData.ts'
import { firstLoad } from './firstLoad.ts'
import { outlined } from './outlined.ts'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), emojiData(), outlined(), firstLoad('rooms/RoomPage.tsx')],
  // The server writes a fresh nonce in its place for each page that it serves.
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    // A font or picture inside a style sheet would need `data:` in the policy.
    assetsInlineLimit: 0,
    target: 'es2023',
    // Shapes that a page does not check with fall away, though they are made by calls.
    rolldownOptions: { treeshake: { manualPureFunctions: ['z', 'bilingual', 'Thing', 'isTimeZone'] } },
  },
})
