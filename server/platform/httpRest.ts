import { randomUUID } from 'node:crypto'
import express, { type Request, type RequestHandler, Router } from 'express'
import { commands, queries } from '#shared/contract.ts'
import { visitor } from '#shared/platform/actor.ts'
import { Cid } from '#shared/platform/contract.ts'
import { asReply, Refusal } from '#shared/platform/refusal.ts'
import { sendReply } from './httpReply.ts'
import type { Hub } from './hub.ts'
import { addressKey, consumeCall, type Limits } from './limits.ts'
import { isForeignRequest } from './origin.ts'

type Verb = 'get' | 'post' | 'patch' | 'put' | 'delete'
const bodyLimit = '64kb'

/** Every command and query of the contract at the address that it names, below `/api`. */
export function restRoutes(hub: Hub, limits: Limits): Router {
  const router = Router()
  router.use(express.json({ limit: bodyLimit, inflate: false }))
  const verbsByPath = new Map<string, Set<Verb>>()
  for (const [table, answer] of [
    [commands, commandAnswer],
    [queries, queryAnswer],
  ] as const) {
    for (const [name, { http }] of Object.entries(table)) {
      const { verb, path } = routeOf(http)
      router[verb](path, answer(hub, limits, name))
      verbsByPath.set(path, (verbsByPath.get(path) ?? new Set()).add(verb))
    }
  }
  for (const [path, verbs] of verbsByPath) router.all(path, otherVerbs(verbs))
  router.use(nothingHere)
  return router
}

/** Refuses what another site made a browser send, before anything is read or changed. */
export function ownOriginOnly({ config }: Pick<Hub, 'config'>): RequestHandler {
  return (request, _response, next) => {
    const isReading = ['GET', 'HEAD', 'OPTIONS'].includes(request.method)
    if (!isReading && isForeignRequest(request, config)) throw new Refusal('not_allowed', 'platform.foreignOrigin')
    next()
  }
}

function routeOf(http: string): { verb: Verb; path: string } {
  const [method = '', path = ''] = http.split(' ')
  return { verb: method.toLowerCase() as Verb, path: path.replaceAll(/\{(\w+)\}/g, ':$1') }
}

function commandAnswer(hub: Hub, limits: Limits, name: string): RequestHandler {
  return async (request, response) => {
    const { actor, credential } = await callerOf(hub, limits, { request, kind: 'command' })
    const [cid, input] = [cidOf(request), commandInput(request)]
    const [session, requestId] = [credential?.key ?? null, String(request.id)]
    sendReply(request, response, await hub.dispatch({ name, input, actor, cid, session, requestId }))
  }
}

function queryAnswer(hub: Hub, limits: Limits, name: string): RequestHandler {
  return async (request, response) => {
    const { actor, credential } = await callerOf(hub, limits, { request, kind: 'query' })
    const input = queryInput(request)
    sendReply(
      request,
      response,
      await hub.ask({ name, input, actor, session: credential?.key ?? null, requestId: String(request.id) }),
    )
  }
}

async function callerOf(hub: Hub, limits: Limits, { request, kind }: { request: Request; kind: 'command' | 'query' }) {
  const credential = await hub.sessions.find(request)
  await consumeCall(limits, { kind, credential, address: addressKey(request.ip) })
  return { credential, actor: credential ? hub.actorOf(credential.personId, credential.scopes) : visitor }
}

function cidOf(request: Request): string {
  const given = request.get('idempotency-key')
  if (given === undefined) return randomUUID()
  const parsed = Cid.safeParse(given)
  if (!parsed.success) throw invalid('idempotency-key')
  return parsed.data
}

/** The body with the address's own fields; a body that contradicts its address is refused. */
function commandInput({ body = {}, params }: Request): object {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw invalid('body')
  const contradicted = Object.keys(params).find((name) => Object.hasOwn(body, name) && body[name] !== params[name])
  if (contradicted) throw invalid(contradicted)
  return { ...body, ...params }
}

/** The query string as it stands, one text per name: a repeated name would be an array, so it is refused. */
function queryInput({ query, params }: Request): object {
  const odd = Object.keys(query).find((name) => typeof query[name] !== 'string' || Object.hasOwn(params, name))
  if (odd !== undefined) throw invalid(odd)
  return { ...query, ...params }
}

const invalid = (field: string) =>
  new Refusal('invalid_input', 'platform.checkInput', { fields: { [field]: 'platform.field.invalid' } })

function otherVerbs(verbs: Set<Verb>): RequestHandler {
  const allowed = [...verbs].map((verb) => verb.toUpperCase()).join(', ')
  return (request, response) => {
    response.status(405).set('allow', allowed)
    sendReply(request, response, asReply(new Refusal('not_found', 'platform.notFound')))
  }
}

const nothingHere: RequestHandler = (request, response) => {
  sendReply(request, response, asReply(new Refusal('not_found', 'platform.notFound')))
}
