import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'
import helmet from 'helmet'
import type { Config } from './config.ts'

/** Headers against framing, sniffing and foreign content. `response.locals.nonce` is this page's own. */
export function securityHeaders({ publicUrl }: Pick<Config, 'publicUrl'>): RequestHandler[] {
  const isSecure = publicUrl?.startsWith('https:') ?? false
  const nonce: RequestHandler = (_request, response, next) => {
    response.locals.nonce = randomBytes(16).toString('base64')
    next()
  }
  const headers = helmet({
    // Over plain http a browser would be sent to a port that nobody listens on.
    strictTransportSecurity: isSecure,
    crossOriginOpenerPolicy: isSecure,
    originAgentCluster: isSecure,
    referrerPolicy: { policy: 'same-origin' },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", (_request, response) => `'nonce-${Reflect.get(response, 'locals').nonce}'`],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'", (request) => socketSource(request, publicUrl)],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
      },
    },
  })
  return [nonce, headers]
}

/** Older Safari does not count a WebSocket of the same host as 'self'. */
function socketSource({ headers }: IncomingMessage, publicUrl: string | null): string {
  if (publicUrl) return publicUrl.replace(/^http/, 'ws').replace(/(?<=\w)\/.*$/, '')
  const host = /^[\w.:[\]-]+$/.test(headers.host ?? '') ? headers.host : null
  return host ? `ws://${host} wss://${host}` : "'self'"
}
