import type { Ask, CommandName, Output, QueryAsk, QueryName, QueryOutput } from '#shared/contract.ts'
import { connection } from './connection.ts'
import { restAsk, restSend } from './rest.ts'

/**
 * Does one deed. Over the socket while there is one, over REST otherwise; throws a Refusal.
 * Repeating with the same `cid` after a lost answer is safe: the hub does a deed once.
 */
export async function send<C extends CommandName>(name: C, input: Ask<C>, cid: string = newCid()): Promise<Output<C>> {
  if (!connection.isOpen()) return restSend(name, input, cid)
  return (await connection.request('command', { name, cid, input })) as Output<C>
}

/** Reads over GET, so that pages and lists do not wait behind live frames; throws a Refusal. */
export function ask<Q extends QueryName>(name: Q, input: QueryAsk<Q>): Promise<QueryOutput<Q>> {
  return restAsk(name, input)
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_'

/** 126 random bits. `crypto.randomUUID` is missing on plain http, `getRandomValues` is not. */
export function newCid(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(21)), (byte) => alphabet[byte & 63]).join('')
}
