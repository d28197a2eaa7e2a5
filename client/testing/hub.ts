import { vi } from 'vitest'
import {
  type CommandName,
  commands,
  type Input,
  isCommandName,
  type Output,
  type QueryInput,
  type QueryName,
  type QueryOutput,
  queries,
} from '#shared/contract.ts'
import { asReply, Refusal } from '#shared/platform/refusal.ts'

/** What the hub says to each name; a Refusal is its "no". Inputs arrive parsed by the contract. */
export type Answers = {
  [C in CommandName]?: (input: Input<C>) => Output<C> | Refusal | Promise<Output<C>>
} & {
  [Q in QueryName]?: (input: QueryInput<Q>) => QueryOutput<Q> | Refusal
}
export interface Asked {
  name: string
  input: unknown
  cid: string | null
}

const table = [...Object.entries(commands), ...Object.entries(queries)].map(([name, { http, input }]) => {
  const [method = '', template = ''] = http.split(' ')
  const fields = [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)
  return { name, method, fields, input, address: new RegExp(`^/api${template.replace(/\{\w+\}/g, '([^/]+)')}$`) }
})

/** Stands in for the network: answers the REST addresses of the contract, and remembers what was asked. */
export function hubAnswers(answers: Answers): Asked[] {
  const asked: Asked[] = []
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    const url = new URL(address, 'http://hub.example')
    const row = table.find(
      ({ method, address: known }) => method === (init.method ?? 'GET') && known.test(url.pathname),
    )
    const answer = row && (answers[row.name as keyof Answers] as ((input: unknown) => unknown) | undefined)
    if (!row || !answer) return json(asReply(new Refusal('not_found', 'platform.notFound')))
    const inAddress = row.address.exec(url.pathname)!.slice(1).map(decodeURIComponent)
    const given = {
      ...Object.fromEntries(url.searchParams),
      ...(init.body ? (JSON.parse(String(init.body)) as object) : {}),
      ...Object.fromEntries(row.fields.map((field, at) => [field, inAddress[at]])),
    }
    const input = row.input.parse(given)
    if (isCommandName(row.name))
      asked.push({ name: row.name, input, cid: new Headers(init.headers).get('idempotency-key') })
    else asked.push({ name: row.name, input, cid: null })
    const output = await answer(input)
    return json(output instanceof Refusal ? asReply(output) : { ok: true, data: output })
  })
  return asked
}

const json = (body: unknown) => new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } })
