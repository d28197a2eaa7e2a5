import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Router } from 'express'
import { loadAssets, serveAssets } from './httpAssets.ts'
import { openapiDocument } from './openapi.ts'

const swaggerFolder = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')))
const swaggerFiles = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']

// The policy allows no inline script, so the page's own few lines are a file too.
const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Chandelier API</title>
    <link rel="icon" href="/api/docs/favicon-32x32.png" />
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="swagger"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`
// Groups closed at first: unfolded all at once, the kit gives up on so many.
const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger', docExpansion: 'none', deepLinking: true, validatorUrl: null })
`

/** The contract for programs (`openapi.json`) and for their authors (`docs`), below `/api`. */
export async function docsRoutes(): Promise<Router> {
  const router = Router()
  const document = openapiDocument()
  router.get('/openapi.json', (_request, response) => {
    response.set('cache-control', 'no-cache').json(document)
  })
  router.get('/docs', (_request, response) => {
    response.set('cache-control', 'no-cache').type('html').send(page)
  })
  router.get('/docs/start.js', (_request, response) => {
    response.set('cache-control', 'no-cache').type('js').send(start)
  })
  router.use('/docs', serveAssets(await loadAssets(swaggerFolder, swaggerFiles)))
  return router
}
