import { expect, test } from 'vitest'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import { queries } from '#shared/contract.ts'
import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import type { DecisionTerms } from '#shared/decisions/decision.shape.ts'

let app: TestApp
/** Who runs the room, who may vote and has not yet, who may only look on; and those who vote. */
let onlookers: Member[]
let voters: Member[]

/** A hub of its own for each vote, so that nothing of another stands in anybody's lists. */
async function startWithPeople(): Promise<void> {
  app = await startTestApp({ env: { RATE_QUERIES_PER_10S: '0', RATE_COMMANDS_PER_10S: '0' } })
  await buildCluster(app)
  const seats = [{ seats: ['secretariat' as const] }, {}, {}, {}, {}, {}]
  const people = await buildPeople(
    app,
    seats.map((seat, at) => ({ ...seat, name: `成员${at}` })),
  )
  const connected = await Promise.all(people.map((person) => connectMember(app, person)))
  onlookers = connected.slice(0, 3)
  voters = connected.slice(3)
}
async function stop(): Promise<void> {
  for (const member of [...onlookers, ...voters]) member.leave()
  await app.stop()
}

const running = (name: string) => queries[name as keyof typeof queries]

/** Made anew for every hub. */
const ofKeys = new Set(['tokens.mine', 'push.key'])

/** Every question of the hub that can be asked about a room, one of its decisions, or nothing at all. */
function questions(room: string, decision: string): { name: string; input: Record<string, unknown> }[] {
  const given: Record<string, unknown> = { room, decision, text: '表决', at: 0 }
  return Object.keys(queries).flatMap((name) => {
    if (ofKeys.has(name)) return []
    const fields = Object.keys(running(name).input.shape)
    const input = Object.fromEntries(fields.filter((field) => field in given).map((field) => [field, given[field]]))
    return running(name).input.safeParse(input).success ? [{ name, input }] : []
  })
}

async function restOf(member: Member, { name, input }: { name: string; input: Record<string, unknown> }) {
  const path = running(name).http.replace('GET ', '')
  const left = { ...input }
  const filled = path.replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = String(left[field])
    delete left[field]
    return value
  })
  const search = new URLSearchParams(Object.entries(left).map(([field, value]) => [field, String(value)]))
  const headers = { authorization: `Bearer ${member.token}` }
  return (await fetch(`${app.url}/api${filled}?${search}`, { headers })).json()
}

/** All that one can come to know while voting goes on. */
async function knownTo(member: Member, room: string, decision: string): Promise<unknown[]> {
  const known: unknown[] = []
  const asked = questions(room, decision)
  expect(asked.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['decision.find', 'decisions.list', 'rooms.list']),
  )
  for (const question of asked) {
    known.push([question.name, await member.socket.emitWithAck('query', question as never)])
    known.push([`GET ${question.name}`, await restOf(member, question)])
  }
  known.push(await member.socket.emitWithAck('enter', { room }))
  known.push(await member.socket.emitWithAck('range', { room, after: 0, upTo: 500 }))
  const told = member.signals.filter(({ payload }) => (payload as { room?: string } | null)?.room === room)
  const progress = told.filter(({ name }) => name === 'decision.progress')
  known.push(
    told.filter(({ name }) => !['decision.progress', 'presence', 'typing'].includes(name)),
    progress.at(-1),
  )
  return known
}

const random = new Set(['cid', 'salt', 'digest', 'lastUsedAt'])

/** Without what differs between any two votes, however they went. */
function alike(known: unknown, ids: Record<string, string>): string {
  const named = Object.entries(ids).reduce((rest, [id, name]) => rest.replaceAll(id, name), JSON.stringify(known))
  return JSON.stringify(JSON.parse(named), (key, value) => {
    if (random.has(key)) return 'random'
    if (typeof value === 'number' && value > 1e11) return 'time'
    if (typeof value === 'string' && /^[\da-f]{64}$/.test(value)) return 'hash'
    return key === 'seats' && Array.isArray(value) ? value.map((one) => JSON.stringify(one)).sort() : value
  })
}

/** By onlooker, answer by answer. */
interface Held {
  before: string[][]
  after: string[][]
}

/** A vote among the same people, of which all see the same but what is in the ballots. */
async function hold(terms: DecisionTerms, ballots: Ballot[]): Promise<Held> {
  await startWithPeople()
  const [runs, waits, looksOn] = onlookers as [Member, Member, Member]
  const members = [waits, ...voters].map(({ person }) => person)
  const room = await buildLounge(app, { chair: runs.person, members, roll: { [looksOn.person]: 'observer' } })
  for (const member of onlookers) {
    member.signals.length = 0
    await member.enter(room)
  }
  const { decision, message } = await runs.send('poll.open', { room, terms })
  const cast = (ballot: Ballot, at: number) => {
    const { person, send } = voters[at]!
    return send('ballot.cast', { room, decision, round: 1, seat: person, ballot })
  }
  for (const [at, ballot] of ballots.entries()) await cast(ballot, at)
  const isTold = ({ name, payload }: Member['signals'][number]) =>
    name === 'decision.progress' && (payload as { cast: number }).cast === ballots.length
  for (const { signals } of onlookers) await until(() => signals.some(isTold))
  const people = [...onlookers, ...voters].map(({ person }, at) => [person, `PERSON ${at}`])
  const ids = Object.fromEntries([[room, 'ROOM'], [decision, 'DECISION'], [message, 'MESSAGE'], ...people])
  const all = async () => {
    const known = []
    for (const member of onlookers) known.push((await knownTo(member, room, decision)).map((one) => alike(one, ids)))
    return known
  }
  const before = await all()
  await runs.send('decision.close', { room, decision })
  const state = async () => (await runs.ask('decision.find', { room, decision })).decision.state
  await until(async () => (await state()) === 'sealed')
  const after = await all()
  await stop()
  return { before, after }
}

const says = (word: 'yes' | 'no' | 'abstain'): Ballot => ({ kind: 'choice', says: word })
const crosses = (...ids: string[]): Ballot => ({
  kind: 'marked',
  marks: Object.fromEntries(ids.map((id) => [id, 1])),
})
const ranks = (...ids: string[]): Ballot => ({ kind: 'ranked', ranks: ids.map((id) => [id]) })
const options = ['甲', '乙', '丙'].map((text, at) => ({ id: `o${at + 1}`, text }))

const common = { title: '表决', isChangeable: true }
test.each([
  ['named', 'yes or no', common, [says('yes'), says('yes'), says('no')], [says('no'), says('no'), says('abstain')]],
  [
    'confidential',
    'yes or no',
    common,
    [says('no'), says('no'), says('no')],
    [says('yes'), { kind: 'blank' }, says('yes')],
  ],
  [
    'named',
    'ranks',
    { ...common, method: 'irv', options },
    [ranks('o1', 'o2'), ranks('o1'), ranks('o1')],
    [ranks('o2', 'o1'), ranks('o3'), { kind: 'blank' }],
  ],
  [
    'confidential',
    'crosses',
    { ...common, method: 'approval', options },
    [crosses('o1'), crosses('o1'), crosses('o1')],
    [crosses('o3'), crosses('o2', 'o3'), crosses('o3')],
  ],
] as ['named' | 'confidential', string, DecisionTerms, Ballot[], Ballot[]][])(
  'before a %s vote by %s is over nothing tells how it goes',
  async (secrecy, _, terms, one, other) => {
    const [first, second] = [await hold({ ...terms, secrecy }, one), await hold({ ...terms, secrecy }, other)]
    expect(second.before).toEqual(first.before)
    for (const [at, known] of first.after.entries()) expect(second.after[at]).not.toEqual(known)
  },
  120_000,
)
