import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { chance } from '#server/testing/chance.ts'
import { buildCluster, buildLounge, buildPeople, buildToken, newCid } from '#server/testing/factories.ts'
import { type HubProcess, prepareHubProcess, type ReadyProcess } from '#server/testing/hubProcess.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { expectSoundLog, expectSoundStore, wholeLog } from '#server/testing/soundLog.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import type { Ask } from '#shared/contract.ts'
import { Refusal } from '#shared/platform/refusal.ts'

const rounds = 20
type Name = 'message.post' | 'message.edit' | 'message.redact' | 'reaction.set'
interface Deed {
  person: string
  cid: string
  name: Name
  input: Ask<Name>
  /** Null until it is acknowledged. */
  seq: number | null
  isRefused: boolean
}

const random = chance()
const hall = { room: '', chair: '', tokens: new Map<string, string>() }
const deeds: Deed[] = []
const posted: { message: string; author: string }[] = []
let next: ReadyProcess | null = null
afterAll(() => next?.kill())

/** People, room and tokens are made before the first round; all that follows happens to this one folder. */
async function layData(): Promise<string> {
  const app = await startTestApp()
  await buildCluster(app)
  const people = await buildPeople(app, Array(10).fill({}))
  hall.chair = people[0]!
  hall.room = await buildLounge(app, { chair: hall.chair, members: people.slice(1) })
  for (const person of people) hall.tokens.set(person, await buildToken(app, person))
  await app.close()
  return app.folder
}

const connectAll = ({ url }: HubProcess) =>
  Promise.all(Array.from(hall.tokens, ([person, token]) => connectMember({ url } as TestApp, person, { token })))

function invent(person: string): Pick<Deed, 'name' | 'input'> {
  const { room } = hall
  const mine = posted.filter(({ author }) => author === person)
  const any = posted.length > 0 ? random.pick(posted) : null
  const turn = random.below(10)
  if (any && turn === 0 && person === hall.chair) {
    return { name: 'message.redact', input: { room, message: any.message, reason: 'not for this room' } }
  }
  if (any && turn <= 2) {
    return { name: 'reaction.set', input: { room, message: any.message, emoji: '💡', isOn: random.below(2) === 0 } }
  }
  if (mine.length > 0 && turn <= 4) {
    return { name: 'message.edit', input: { room, message: random.pick(mine).message, text: `better ${newCid()}` } }
  }
  return { name: 'message.post', input: { room, text: `light ${newCid()}` } }
}

/** Rejects where the connection was lost, so that nobody knows what became of the deed. */
async function send(member: Member, deed: Deed): Promise<void> {
  try {
    const answer = await member.send(deed.name, deed.input, deed.cid)
    if (deed.seq !== null) expect(answer.seq).toBe(deed.seq)
    deed.seq = answer.seq
    if (deed.name === 'message.post' && 'message' in answer) {
      posted.push({ message: answer.message as string, author: deed.person })
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    expect(error.code).toBe('wrong_state')
    deed.isRefused = true
  }
}

async function keepBusy(member: Member): Promise<void> {
  for (;;) {
    const deed: Deed = { person: member.person, cid: newCid(), ...invent(member.person), seq: null, isRefused: false }
    deeds.push(deed)
    await send(member, deed)
  }
}

async function round(folder: string, number: number, checked: { seq: number; hash: string }) {
  const prepare = () => prepareHubProcess(join(folder, 'compiled'))
  const process = next ?? prepare()
  next = null
  const hub = await process.start({ DATA_DIR: folder, EMBEDDED_MONGO_IN_WORKER: String(number % 2) })
  try {
    next = number < rounds ? prepare() : null
    const members = await connectAll(hub)
    const open = deeds.filter(({ seq, isRefused }) => seq === null && !isRefused)
    const asker = members[0]!
    await Promise.all(open.map((deed) => send(members.find(({ person }) => person === deed.person)!, deed)))
    const head = await checkTail(asker, checked)
    const busy = members.map((member) => keepBusy(member).catch(() => {}))
    await pause(150 + random.below(700))
    await hub.kill()
    await Promise.all(busy)
    for (const member of members) member.leave()
    return head
  } finally {
    await hub.kill()
  }
}

/** The part of the log that was written since the last check; gives its head. */
async function checkTail(member: Member, before: { seq: number; hash: string }) {
  let head = before
  for (;;) {
    const { entries } = await member.ask('room.entries', { room: hall.room, after: head.seq, limit: 500 })
    if (entries.length === 0) return head
    await expectSoundLog(entries as never, head)
    head = entries.at(-1) as typeof head
  }
}

test('twenty kills under load lose no acknowledged deed, double none, and leave chain and read models whole', async () => {
  const folder = await layData()
  try {
    let checked = { seq: 0, hash: '' }
    for (let number = 1; number <= rounds; number++) checked = await round(folder, number, checked)
  } catch (error) {
    throw new Error(`with CHAOS_SEED=${random.seed}`, { cause: error })
  }
  const app = await startTestApp({ folder })
  try {
    await expectSoundStore(app.hub)
    const log = new Map((await wholeLog(app.hub, hall.room)).map((entry) => [`${entry.by} ${entry.cid}`, entry]))
    for (const { person, cid, seq, isRefused } of deeds) {
      const entry = log.get(`${person} ${cid}`)
      if (seq !== null) expect({ cid, seq: entry?.seq }).toEqual({ cid, seq })
      if (isRefused) expect({ cid, entry }).toEqual({ cid, entry: undefined })
    }
    expect(deeds.filter(({ seq }) => seq !== null).length).toBeGreaterThan(rounds * 5)
    expect(app.complaints.filter((line) => line.includes('"level":50'))).toEqual([])
  } finally {
    await app.stop()
  }
}, 180_000)
