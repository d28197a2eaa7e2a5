import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { Router } from 'express'
import { loadAssets, serveAssets } from './httpAssets.ts'
import { pageHints } from './pageHints.ts'

/** Where `npm run build` puts the client. */
export const builtClient = fileURLToPath(new URL('../../client/dist', import.meta.url))

/** An ending is a file's, but for the ids of rooms, which may hold a dot. */
const namesFile = (path: string) => /\.\w+$/.test(path) && !/^\/rooms\/[\w.-]+$/.test(path)

/** The client's files, and its one page for every address that a person may open. */
export async function pageRoutes(folder: string): Promise<Router> {
  const router = Router()
  const assets = await loadAssets(folder)
  const textOf = (path: string) => assets.get(path)?.body.toString('utf8')
  const page = textOf('index.html')
  const hintsFor = pageHints(textOf('.vite/manifest.json'))
  assets.delete('index.html')
  // What the build tells about itself is not for visitors.
  for (const path of assets.keys()) if (path.startsWith('.')) assets.delete(path)

  // Its script stands within it, which the hub's own policy lets no page do: it is for taking away.
  router.get('/verify.html', (_request, response, next) => {
    response.attachment('chandelier-verify.html')
    next()
  })
  router.use(serveAssets(assets))
  router.get('/{*any}', (request, response) => {
    response.set('cache-control', 'no-store')
    const wantsPage = request.accepts(['html', 'json']) === 'html' && !namesFile(request.path)
    if (!wantsPage) return void response.status(404).type('text').send('Not found')
    if (!page) return void response.status(503).type('text').send('The client is not built yet: npm run build')
    const body = page
      .replace('</head>', `${hintsFor(request.path)}</head>`)
      .replaceAll('__NONCE__', response.locals.nonce)
    response.type('html').vary('accept-encoding')
    if (request.acceptsEncodings('gzip') !== 'gzip') return void response.send(body)
    response.set('content-encoding', 'gzip').send(gzipSync(body))
  })
  return router
}
