import type { Ask, CommandName, Output, QueryAsk, QueryName, QueryOutput } from '#shared/contract.ts'
import { Refusal, type Reply } from '#shared/platform/refusal.ts'
import { outline } from './outline.ts'

/** Deeds over REST: the way on while there is no socket, and before anybody has signed in. */
export async function restSend<C extends CommandName>(name: C, input: Ask<C>, cid: string): Promise<Output<C>> {
  const { method, path, rest } = addressOf(outline.addresses[name], input)
  return (await fetchReply(path, {
    method,
    headers: { 'content-type': 'application/json', 'idempotency-key': cid },
    body: JSON.stringify(rest),
  })) as Output<C>
}

/** What is no command of the contract, such as signing out. */
export async function restPost(path: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  await fetchReply(path, { method: 'POST', headers, body: JSON.stringify(body) })
}

export async function restAsk<Q extends QueryName>(name: Q, input: QueryAsk<Q>): Promise<QueryOutput<Q>> {
  const { path, rest } = addressOf(outline.addresses[name], input)
  const search = new URLSearchParams()
  for (const [field, value] of Object.entries(rest)) if (value !== undefined) search.set(field, String(value))
  const tail = search.size === 0 ? '' : `?${search}`
  return (await fetchReply(path + tail, { method: 'GET' })) as QueryOutput<Q>
}

/** Fills `{field}` of an address from the input; what is not in the address is left for body or query string. */
export function addressOf(http: string | undefined, input: object) {
  const [method = 'GET', template = ''] = http?.split(' ') ?? []
  const rest: Record<string, unknown> = { ...input }
  const path = template.replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = String(rest[field])
    delete rest[field]
    return encodeURIComponent(value)
  })
  return { method, path: `/api${path}`, rest }
}

const answerWithinMs = 20_000

async function fetchReply(path: string, init: RequestInit): Promise<unknown> {
  const reply = await fetch(path, {
    ...init,
    credentials: 'same-origin',
    signal: AbortSignal.timeout(answerWithinMs),
  })
    .then(async (response) => (await response.json()) as Reply<unknown>)
    .catch(() => {
      throw new Refusal('unavailable', 'platform.offline')
    })
  return openReply(reply)
}

/** The data of an answer; a refusal is thrown. */
export function openReply<Data>(reply: Reply<Data>): Data {
  if (reply.ok) return reply.data
  throw new Refusal(reply.error.code, reply.error.key, reply.error.details)
}
