import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'

/** Builds the service worker beside the client, with the list of the files that it keeps for a time without a connection. */
export function offlinePages(): Plugin {
  return {
    name: 'offline-pages',
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      const files = Object.keys(bundle).filter((name) => /^assets\/.*\.(js|css)$/.test(name))
      await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        define: { builtFiles: JSON.stringify(files), 'process.env.NODE_ENV': '"production"' },
        build: {
          outDir: dir!,
          emptyOutDir: false,
          target: 'es2023',
          lib: {
            entry: fileURLToPath(new URL('serviceWorker.ts', import.meta.url)),
            formats: ['iife'],
            name: 'serviceWorker',
            fileName: () => 'serviceWorker.js',
          },
        },
      })
    },
  }
}
