import type { ErrorRequestHandler, Request, Response } from 'express'
import { asReply, Refusal, type RefusalShape, type Reply, refusalStatus } from '#shared/platform/refusal.ts'
import { sentence } from '#shared/refusals.ts'
import { refusalOfFailure } from './failure.ts'
import type { Hub } from './hub.ts'

/** Sends a reply with its status; a refusal also says its sentence in the asker's language. */
export function sendReply(request: Request, response: Response, reply: Reply<unknown>): void {
  response.set('cache-control', 'no-store')
  if (reply.ok) {
    response.json(reply)
    return
  }
  sendRefusal(request, response, reply.error)
}

function sendRefusal(request: Request, response: Response, error: RefusalShape): void {
  const { key, details, code } = error
  const language = request.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh'
  if (details.retryAfterMs) response.set('retry-after', String(Math.ceil(details.retryAfterMs / 1000)))
  if (response.statusCode === 200) response.status(refusalStatus[code])
  response.vary('accept-language')
  response.json({ ok: false, error: { ...error, message: sentence(key, language, details.values) } })
}

/** What no route caught: a refusal, a request that cannot be read, or a bug of ours. */
export function errorReplies({ log }: Pick<Hub, 'log'>): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error)
    const refusal = error instanceof Refusal ? error : asRefusal(error)
    if (refusalStatus[refusal.code] >= 500) log.error({ err: error, requestId: request.id }, 'request failed')
    sendReply(request, response, asReply(refusal))
  }
}

/** Errors of Express and its body parser carry a `status`; all else is a bug. */
function asRefusal(error: { status?: number }): Refusal {
  const { status } = error
  if (status === 413) return new Refusal('too_large', 'platform.tooLarge')
  if (status && status >= 400 && status < 500) return new Refusal('invalid_input', 'platform.checkInput')
  return refusalOfFailure(error)
}
