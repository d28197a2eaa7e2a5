import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Chance, chance } from '#server/testing/chance.ts'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { connectMember, expectLiveEqualsFresh, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { isEventName } from '#shared/contract.ts'
import type { Entry } from '#shared/platform/roomLog.ts'
import type { Message } from '#shared/rooms/message.shape.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
})
afterAll(() => app.stop())

/** A member who is cut off now and then, and enters again with what they have. */
async function wander(first: Member, room: string, given: { random: Chance; isOver(): boolean }): Promise<Member> {
  let member = first
  while (!given.isOver()) {
    await pause(100 + given.random.below(900))
    cut(member, given.random)
    await pause(given.random.below(300))
    const { rooms } = member
    member = await connectMember(app, member.person, { token: member.token })
    for (const [id, held] of rooms) member.rooms.set(id, held)
    expect((await member.enter(room)).sync.mode).toBe('tail')
  }
  return member
}

/** By the client, by the server, or in the middle of a frame. */
function cut(member: Member, random: Chance): void {
  const here = [...app.io.sockets.sockets.values()].find(({ id }) => id === member.socket.id)
  const transport = here?.conn.transport as { socket?: { terminate(): void } } | undefined
  const ways = [
    () => member.socket.io.engine.close(),
    () => here?.conn.close(true),
    () => transport?.socket?.terminate(),
  ]
  random.pick(ways)()
}

/** Posts, edits, redacts and reacts for a while; gives the last `seq`. */
async function talk(chair: Member, room: string, random: Chance): Promise<number> {
  const posted: string[] = []
  let last = 0
  for (let turn = 0; turn < 400; turn++) {
    const message = posted.length > 0 ? random.pick(posted) : null
    const way = message ? random.below(8) : 7
    if (message && way === 0) {
      posted.splice(posted.indexOf(message), 1)
      last = (await chair.send('message.redact', { room, message, reason: 'not for this room' })).seq
    } else if (message && way <= 2) {
      last = (await chair.send('message.edit', { room, message, text: `edited ${turn}` })).seq
    } else if (message && way <= 4) {
      last = (await chair.send('reaction.set', { room, message, emoji: '💡', isOn: turn % 2 === 0 })).seq
    } else {
      const answer = await chair.send('message.post', { room, text: `said ${turn}` })
      posted.push(answer.message)
      last = answer.seq
    }
    await pause(random.below(12))
  }
  return last
}

/** Who was away when a text was erased gets the older entries without it: what is erased in the end is so for all. */
function withoutErased(transcript: Entry[], erased: Set<string>): string[] {
  return transcript.map((entry) => {
    const changes = entry.changes.map(({ event, item }) =>
      erased.has(item.id) ? { event, item: { ...item, text: '' } } : { event, item },
    )
    return JSON.stringify({ ...entry, changes })
  })
}

function erasedIn(transcript: Entry[]): Set<string> {
  const messages = transcript.flatMap(({ changes }) => changes.filter(({ event }) => isEventName(event)))
  return new Set(messages.flatMap(({ item }) => ((item as Message).erased ? [item.id] : [])))
}

test('fifty members cut off at random while others post, edit, react and redact end with the same transcript', async () => {
  const random = chance()
  const [one, two, ...others] = await buildPeople(app, [{ seats: ['chair'] }, ...Array(50).fill({})])
  const room = await buildLounge(app, { chair: one!, members: [two!, ...others] })
  const chair = await connectMember(app, one!)
  await chair.enter(room)
  const members = await Promise.all([two!, ...others].map((person) => connectMember(app, person)))
  await Promise.all(members.map((member) => member.enter(room)))
  let isOver = false
  const ends = Promise.all(members.map((member) => wander(member, room, { random, isOver: () => isOver })))
  const last = await talk(chair, room, random).finally(() => {
    isOver = true
  })
  const back = await ends
  await Promise.all([chair, ...back].map((member) => member.heard(room, last)))
  const whole = chair.rooms.get(room)!.transcript
  const erased = erasedIn(whole)
  const told = withoutErased(whole, erased)
  expect({ seed: random.seed, erased: erased.size > 0 }).toEqual({ seed: random.seed, erased: true })
  for (const member of back) {
    const transcript = withoutErased(member.rooms.get(room)!.transcript, erased)
    expect({ seed: random.seed, transcript }).toEqual({ seed: random.seed, transcript: told })
  }
  await app.hub.rooms.applied(room, last)
  for (const member of back.slice(0, 10)) await expectLiveEqualsFresh(app, member, room)
  for (const member of [chair, ...back]) member.leave()
}, 120_000)

test('whoever enters while a burst is posted misses nothing and gets nothing twice', async () => {
  const [one, ...others] = await buildPeople(app, [{ seats: ['chair'] }, ...Array(20).fill({})])
  const room = await buildLounge(app, { chair: one!, members: others })
  const author = await connectMember(app, one!)
  await author.enter(room)
  const newcomers = await Promise.all(others.map((person) => connectMember(app, person)))
  const burst = Array.from({ length: 300 }, (_, number) =>
    author.send('message.post', { room, text: `line ${number}` }),
  )
  const entering = newcomers.map(async (member, number) => {
    await pause(number * 3)
    const { sync } = await member.enter(room)
    return sync.head.seq
  })
  const [firsts, answers] = await Promise.all([Promise.all(entering), Promise.all(burst)])
  const last = answers.at(-1)!.seq
  for (const [number, member] of newcomers.entries()) {
    await member.heard(room, last)
    const { transcript, things } = member.rooms.get(room)!
    expect(transcript.map(({ seq }) => seq)).toEqual(
      Array.from({ length: last - firsts[number]! }, (_, index) => firsts[number]! + 1 + index),
    )
    const texts = [...things].filter(([key]) => key.startsWith('message/')).map(([, item]) => (item as Message).seq)
    expect(new Set(texts).size).toBe(texts.length)
    await expectLiveEqualsFresh(app, member, room)
  }
  for (const member of [author, ...newcomers]) member.leave()
}, 60_000)
