import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'

/** Builds the service worker beside the client, with the list of the files that it keeps for a time without a connection. */
export function offlinePages(): Plugin {
  return {
    name: 'offline-pages',
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      const hashed = Object.keys(bundle)
        .filter((name) => /^assets\/.*\.(js|css)$/.test(name))
        .map((name) => ({ url: `/${name}`, revision: null }))
      const files = [...hashed, ...(await pictures())]
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

const publicFolder = fileURLToPath(new URL('public/', import.meta.url))

/** The house's own pictures, which keep their names. */
async function pictures(): Promise<{ url: string; revision: string }[]> {
  const names = (await readdir(publicFolder)).filter((name) => /\.(svg|png)$/.test(name))
  return Promise.all(
    names.map(async (name) => ({
      url: `/${name}`,
      revision: createHash('sha256')
        .update(await readFile(publicFolder + name))
        .digest('hex')
        .slice(0, 16),
    })),
  )
}
