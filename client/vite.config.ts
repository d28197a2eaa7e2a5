import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { bundles } from './bundles.ts'
import { emojiData } from './emojiData.ts'
import { firstLoad } from './firstLoad.ts'
import { offlinePages } from './offlinePages.ts'
import { outlined } from './outlined.ts'
import { verifierPage } from './verifierPage.ts'

// A test runner says NODE_ENV=test, which would make of a build one for developers, paths of this machine included.
if (process.argv.includes('build')) process.env['NODE_ENV'] = 'production'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), emojiData(), outlined(), firstLoad('rooms/RoomPage.tsx'), offlinePages(), verifierPage()],
  // The server writes a fresh nonce in its place for each page that it serves.
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    // A font or picture inside a style sheet would need `data:` in the policy.
    assetsInlineLimit: 0,
    target: 'es2023',
    rolldownOptions: { output: { codeSplitting: { groups: bundles } } },
  },
})
