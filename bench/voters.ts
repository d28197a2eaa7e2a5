import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import {
  type Ask,
  type CommandName,
  commands,
  type Output,
  type QueryAsk,
  type QueryName,
  type QueryOutput,
  queries,
} from '#shared/contract.ts'
import type { Reply } from '#shared/platform/refusal.ts'
import type { Ready } from './contestants.ts'
import { rounded } from './latencies.ts'

/** Voters by number, each with their own personal access token, over connections that stay. */
export interface Voters {
  /** Their ids. */
  people: string[]
  send<C extends CommandName>(voter: number, name: C, input: Ask<C>): Promise<Output<C>>
  ask<Q extends QueryName>(voter: number, name: Q, input: QueryAsk<Q>): Promise<QueryOutput<Q>>
  /** As nobody in particular. */
  post(path: string, body: unknown): Promise<unknown>
  /** Of the hub's event loop since it was last asked, in ms, the ten of the measuring itself included. */
  lag(): Promise<{ p99: number; max: number }>
}

type Call = (
  method: string,
  path: string,
  ask?: { body?: unknown; headers?: Record<string, string> },
) => Promise<string>

export async function votersOf({ host, port, tokensFile, folder }: Ready): Promise<Voters> {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 })
  const call: Call = (method, path, { body, headers } = {}) =>
    new Promise((resolve, reject) => {
      const sent = request({ agent, host, port, method, path, headers }, (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part) => {
          text += part
        })
        response.once('end', () => resolve(text))
      })
      sent.once('error', reject)
      sent.end(body === undefined ? undefined : JSON.stringify(body))
    })
  const [tokens, people] = await Promise.all([linesOf(tokensFile), linesOf(join(folder!, 'people'))])
  const as = (voter: number) => ({ ...json, authorization: `Bearer ${tokens[voter]}`, 'idempotency-key': randomUUID() })
  return {
    people,
    async send(voter, name, input) {
      const { method, path, rest } = addressOf(commands[name].http, input)
      return dataOf(await call(method, path, { body: rest, headers: as(voter) }))
    },
    async ask(voter, name, input) {
      const { method, path, rest } = addressOf(queries[name].http, input)
      const search = new URLSearchParams(rest as Record<string, string>).toString()
      return dataOf(await call(method, `${path}?${search}`, { headers: as(voter) }))
    },
    post: async (path, body) => dataOf(await call('POST', path, { body, headers: json })),
    async lag() {
      const text = await call('GET', '/metrics')
      const ms = (name: string) =>
        rounded(1000 * Number(new RegExp(`^nodejs_eventloop_lag_${name}_seconds (\\S+)`, 'm').exec(text)?.[1]))
      return { p99: ms('p99'), max: ms('max') }
    },
  }
}

const json = { 'content-type': 'application/json' }
const linesOf = async (file: string) => (await readFile(file, 'utf8')).trim().split('\n')

function dataOf<Data>(text: string): Data {
  const reply = JSON.parse(text) as Reply<Data>
  if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.key}`)
  return reply.data
}

/** Where a command or query of the contract is sent; what its path does not take is the rest. */
function addressOf(http: string, input: object): { method: string; path: string; rest: Record<string, unknown> } {
  const [method = '', pattern = ''] = http.split(' ')
  const rest: Record<string, unknown> = { ...input }
  const path = pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest[name])
    delete rest[name]
    return encodeURIComponent(value)
  })
  return { method, path: `/api${path}`, rest }
}
