import express, { type ErrorRequestHandler, type RequestHandler, Router } from 'express'
import { asReply, Refusal } from '#shared/platform/refusal.ts'
import { sendReply } from './httpReply.ts'

const bodyLimit = '16kb'

/** Something that is taken from anybody and must not be traced to whoever sent it. */
export interface AnonymousPost {
  /** Below `/api`. */
  path: string
  /** Refuses with a Refusal; it is told nothing but the body. */
  receive(body: unknown): Promise<unknown>
}

/**
 * Whatever the request says of its sender is left unread: no session, no token, no address, no agent, not even where the page
 * is from. Nothing is counted by address and no line is logged, so a `receive` has to refuse cheaply what is worth nothing.
 */
export function anonymousRoutes(posts: AnonymousPost[], isStopping: () => boolean): Router {
  const router = Router()
  for (const { path, receive } of posts) {
    router.post(
      path,
      onlyWhile(isStopping),
      express.json({ limit: bodyLimit, inflate: false }),
      async (request, response) => sendReply(request, response, { ok: true, data: await receive(request.body) }),
    )
  }
  router.use(unlogged)
  return router
}

const onlyWhile =
  (isStopping: () => boolean): RequestHandler =>
  (_request, _response, next) => {
    if (isStopping()) throw new Refusal('unavailable', 'platform.unavailable')
    next()
  }

/** Only what is a fault of the hub's own goes on to where it is logged. */
const unlogged: ErrorRequestHandler = (error, request, response, next) => {
  if (!(error instanceof Refusal)) return next(error)
  sendReply(request, response, asReply(error))
}
