import type { IncomingMessage, ServerResponse } from 'node:http'
import express, { type Express, type Request, type RequestHandler, type Response } from 'express'
import { pinoHttp } from 'pino-http'
import type { Language } from '#shared/platform/language.shape.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { type AnonymousPost, anonymousRoutes } from './httpAnonymous.ts'
import { docsRoutes } from './httpDocs.ts'
import { type Download, downloadRoutes } from './httpDownload.ts'
import { type FileDesk, fileRoutes } from './httpFiles.ts'
import { healthRoutes } from './httpHealth.ts'
import { builtClient, pageRoutes } from './httpPages.ts'
import { errorReplies } from './httpReply.ts'
import { ownOriginOnly, restRoutes } from './httpRest.ts'
import { securityHeaders } from './httpSecurity.ts'
import type { Hub } from './hub.ts'
import { addressKey, type Limits } from './limits.ts'
import { requestIdOf } from './log.ts'

/** Bytes that a feature serves below `/api`, such as the logo; their name changes with their content. */
export interface Picture {
  /** An Express path, `/cluster/logo/:name` */
  path: string
  /** Asks for a session or token that may read, and stays out of shared caches. */
  isForMembers?: boolean
  find(name: string): Promise<{ type: string; bytes: Uint8Array } | null>
}

export interface HttpParts {
  hub: Hub
  limits: Limits
  /** Accounts: everything below `/api/auth`. */
  auth(request: Request, response: Response): unknown
  pictures?: Picture[]
  files: FileDesk
  downloads?: Download[]
  anonymous?: AnonymousPost[]
  /** What a device needs to know to install the hub as an app. */
  manifest?(language: Language): Promise<object>
  /** True once the hub is shutting down, so that no balancer sends anybody here. */
  isStopping(): boolean
  clientFolder?: string
}

/** Everything that the hub answers over HTTP, apart from Socket.IO. */
export async function createHttp(parts: HttpParts): Promise<Express> {
  const {
    hub,
    limits,
    auth,
    pictures = [],
    downloads = [],
    anonymous = [],
    manifest,
    files,
    isStopping,
    clientFolder = builtClient,
  } = parts
  const app = express()
  app.set('trust proxy', hub.config.trustProxy)
  // Without nesting: `?a[$ne]=1` stays a name that no contract knows.
  app.set('query parser', 'simple')
  app.set('etag', false)
  app.use(...securityHeaders(hub.config))
  // Before everything that looks at who is asking, or writes it down.
  app.use('/api', anonymousRoutes(anonymous, isStopping))
  app.use(requestLog(hub))
  app.use(healthRoutes(hub, isStopping))
  app.use('/api', await docsRoutes())
  app.use('/api', countRequest(limits), ownOriginOnly(hub))
  app.all('/api/auth/{*any}', (request, response) => auth(request, response))
  for (const picture of pictures) app.get(`/api${picture.path}`, servePicture(hub, picture))
  app.use('/api', downloadRoutes(hub, limits, downloads))
  app.use('/api', nothingNewOnce(isStopping), fileRoutes(hub, limits, files), restRoutes(hub, limits))
  if (manifest) app.get('/manifest.webmanifest', serveManifest(manifest))
  app.use(await pageRoutes(clientFolder))
  app.use(errorReplies(hub))
  return app
}

function countRequest(limits: Limits): RequestHandler {
  return async (request, _response, next) => {
    await limits.consume('request', addressKey(request.ip))
    next()
  }
}

/** While the hub shuts down, nothing begins that it would have to wait for. */
function nothingNewOnce(isStopping: () => boolean): RequestHandler {
  return (request, _response, next) => {
    if (isStopping() && request.method !== 'GET') throw new Refusal('unavailable', 'platform.unavailable')
    next()
  }
}

/** One line per request, without query, headers or body: names and texts stand there. */
function requestLog({ log }: Hub): RequestHandler {
  const quiet = /^\/(healthz|readyz|metrics|assets\/)/
  return pinoHttp<IncomingMessage, ServerResponse>({
    logger: log,
    genReqId(request, response) {
      const id = requestIdOf(request)
      response.setHeader('x-request-id', id)
      return id
    },
    serializers: { req: () => undefined, res: () => undefined },
    autoLogging: { ignore: ({ url = '' }) => quiet.test(url) },
    customLogLevel: (_request, { statusCode }, error) => {
      if (error || statusCode >= 500) return 'error'
      return statusCode >= 400 ? 'info' : 'debug'
    },
    customSuccessObject: (request, response, { responseTime }) => lineOf(request, response, responseTime),
    customErrorObject: (request, response, _error, { responseTime }) => lineOf(request, response, responseTime),
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request failed',
  })
}

function lineOf(request: IncomingMessage & { originalUrl?: string }, response: ServerResponse, responseTime: number) {
  // What pino-http knows of a request is left out, and its id with it.
  const requestId = response.getHeader('x-request-id')
  const path = (request.originalUrl ?? request.url ?? '').replace(/\?.*/s, '').replace(secretSegment, '$1[hidden]')
  return { requestId, method: request.method, path, status: response.statusCode, ms: responseTime }
}
const secretSegment = /(\/(?:invitations|reset-password)\/)[^/]+/

function serveManifest(manifest: (language: Language) => Promise<object>): RequestHandler {
  return async (request, response) => {
    const language = request.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh'
    response.set('cache-control', 'no-cache').vary('accept-language')
    response.type('application/manifest+json').send(JSON.stringify(await manifest(language)))
  }
}

function servePicture({ sessions }: Hub, { find, isForMembers = false }: Picture): RequestHandler {
  return async (request, response, next) => {
    const credential = isForMembers ? await sessions.find(request) : null
    if (isForMembers && !credential?.scopes.includes('read')) {
      throw new Refusal('not_signed_in', 'platform.notSignedIn')
    }
    const picture = await find(String(request.params['name']))
    if (!picture) return next()
    response.set('cache-control', isForMembers ? 'private, max-age=86400' : 'public, max-age=31536000, immutable')
    response.type(picture.type).send(Buffer.from(picture.bytes))
  }
}
