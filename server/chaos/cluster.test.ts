import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EmbeddedMongo, startEmbeddedMongo } from '#server/embedded-mongo/start.ts'
import { buildCluster, buildLounge, buildPeople, buildToken } from '#server/testing/factories.ts'
import { freePort } from '#server/testing/freePort.ts'
import { type HubProcess, prepareHubProcess } from '#server/testing/hubProcess.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { type RedisServer, redisIn, whyNoRedis } from '#server/testing/redis.ts'
import { expectSoundStore } from '#server/testing/soundLog.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'

const withinMs = 3000

let folder: string
let mongo: EmbeddedMongo
let redis: RedisServer
/** Two server processes on one database. */
let hubs: [HubProcess, HubProcess]
/** Opens the same database from here, to lay data and to look. */
let eye: TestApp
let room: string
/** Two of each process. */
let members: [Member, Member, Member, Member]

/** Does what the client does: a gap is filled, and a head that one does not have is fetched. */
async function connectTo(hub: Pick<HubProcess, 'url'>, person: string, before?: Member): Promise<Member> {
  const token = before?.token ?? (await buildToken(eye, person))
  const member = await connectMember(hub as TestApp, person, { token })
  for (const [id, held] of before?.rooms ?? []) member.rooms.set(id, held)
  await member.enter(room)
  const heal = (seq: number) => {
    if (seq > member.rooms.get(room)!.head.seq) void member.enter(room).catch(() => {})
  }
  member.socket.on('entries', (frame) => frame.room === room && heal(frame.entries.at(-1)!.seq))
  member.socket.on('heads', ({ heads }) => {
    for (const head of heads) if (head.room === room) heal(head.seq)
  })
  return member
}

beforeAll(async () => {
  if (whyNoRedis) return
  folder = await mkdtemp(join(tmpdir(), 'chandelier-test-'))
  mongo = await startEmbeddedMongo({ dataFolder: join(folder, 'mongo'), port: 0 })
  redis = redisIn(folder, await freePort())
  await redis.start()
  eye = await startTestApp({ env: { MONGODB_URI: mongo.uri } })
  await buildCluster(eye)
  const people = await buildPeople(eye, [{ seats: ['secretariat', 'chair'] }, {}, {}, {}])
  room = await buildLounge(eye, { chair: people[0]!, members: people.slice(1) })
  hubs = [await startHub(), await startHub()]
  const [a, b, c, d] = people as [string, string, string, string]
  members = [
    await connectTo(hubs[0], a),
    await connectTo(hubs[0], b),
    await connectTo(hubs[1], c),
    await connectTo(hubs[1], d),
  ]
}, 120_000)
afterAll(async () => {
  if (whyNoRedis) return
  for (const member of members ?? []) member.leave()
  for (const hub of hubs ?? []) await hub.kill()
  await eye?.stop()
  await redis.kill()
  await mongo.close()
  await rm(folder, { recursive: true, force: true })
})

const startHub = () => prepareHubProcess().start({ MONGODB_URI: mongo.uri, REDIS_URL: redis.url, DATA_DIR: folder })
const post = async (member: Member, text: string) => (await member.send('message.post', { room, text })).seq
const isHere = (member: Member, person: string) => {
  const here = new Set<string>()
  for (const { name, payload } of member.signals) {
    if (name !== 'presence') continue
    const sign = payload as { room: string; isWhole: boolean; here: string[]; gone: string[] }
    if (sign.room !== room) continue
    if (sign.isWhole) here.clear()
    for (const id of sign.here) here.add(id)
    for (const id of sign.gone) here.delete(id)
  }
  return here.has(person)
}

/** Entries with the same place are the same, byte for byte, and nobody has a hole. */
function expectOneOrder(heard: Member[]): void {
  const known = new Map<number, string>()
  for (const { rooms } of heard) {
    const { transcript } = rooms.get(room)!
    expect(transcript.map(({ seq }) => seq)).toEqual(transcript.map((_, index) => transcript[0]!.seq + index))
    for (const entry of transcript) {
      const text = JSON.stringify(entry)
      expect(text).toBe(known.get(entry.seq) ?? text)
      known.set(entry.seq, text)
    }
  }
}

describe.skipIf(whyNoRedis)(`two server processes with Redis${whyNoRedis ? ` (skipped: ${whyNoRedis})` : ''}`, () => {
  test('give their members one order, whoever they are connected to', async () => {
    const posted = await Promise.all(
      members.flatMap((member, who) =>
        Array.from({ length: 30 }, (_, number) => post(member, `${who} says ${number}`)),
      ),
    )
    const last = Math.max(...posted)
    await Promise.all(members.map((member) => member.heard(room, last)))
    expect(new Set(posted).size).toBe(120)
    expectOneOrder(members)
  })

  test('let typing, presence and markers cross', async () => {
    const [one, , three] = members
    await until(() => isHere(one, three.person) && isHere(three, one.person), 15_000)
    one.socket.emit('typing', { room })
    await until(() =>
      three.signals.some(
        ({ name, payload }) => name === 'typing' && (payload as { person: string }).person === one.person,
      ),
    )
    await three.send('marker.move', { room, seq: 3, n: 1 })
    await until(() =>
      one.signals.some(
        ({ name, payload }) =>
          name === 'markers' &&
          (payload as { markers: { person: string }[] }).markers.some(({ person }) => person === three.person),
      ),
    )
  })

  test('end what is revoked or removed on the other one', async () => {
    const [chair, , three] = members
    const [guest, visitor] = await buildPeople(eye, [{}, {}])
    await pause(1000)
    await chair.send('seat.grant', { room, person: guest!, seat: 'participant' })
    const far = await connectTo(hubs[1], guest!)
    const got: number[] = []
    far.socket.on('entries', ({ entries }) => void got.push(...entries.map(({ seq }) => seq)))
    const removing = chair.send('seat.remove', { room, person: guest!, reason: 'no more' })
    const after = Array.from({ length: 20 }, (_, number) => post(chair, `after ${number}`))
    const { seq } = await removing
    const last = Math.max(...(await Promise.all(after)))
    await three.heard(room, last)
    await until(() => far.signals.some(({ name }) => name === 'removed'))
    expect(got.filter((heard) => heard > seq)).toEqual([])
    await expect(far.enter(room)).rejects.toMatchObject({ code: 'not_found' })

    const onlooker = await connectTo(hubs[1], visitor!)
    await chair.send('person.suspend', { person: visitor!, reason: 'broke the convention' })
    await until(() => !onlooker.socket.connected, withinMs)
    expect(onlooker.signals.at(-1)).toEqual({ name: 'ended', payload: { reason: 'suspended' } })
    far.leave()
  })

  test('let nobody on the other one hear what follows a narrowing', async () => {
    const [chair, , three] = members
    const [visitor] = await buildPeople(eye, [{}])
    await pause(1000)
    const far = await connectTo(hubs[1], visitor!)
    const near = await connectTo(hubs[0], visitor!)
    const got: number[] = []
    for (const { socket } of [far, near])
      socket.on('entries', ({ entries }) => void got.push(...entries.map(({ seq }) => seq)))
    const title = { zh: '交流厅', en: '', authoritative: 'zh' as const }
    const description = {
      room,
      title,
      topic: { zh: '', en: '' },
      access: 'invitation' as const,
      seats: [],
      isDefault: false,
    }
    const narrowing = chair.send('lounge.describe', description)
    const after = Array.from({ length: 20 }, (_, number) => post(chair, `among us ${number}`))
    const { seq } = await narrowing
    await three.heard(room, Math.max(...(await Promise.all(after))))
    for (const member of [far, near]) await until(() => member.signals.some(({ name }) => name === 'removed'))
    expect(got.filter((heard) => heard > seq)).toEqual([])
    for (const member of [far, near]) member.leave()
  })

  test('go on while Redis is away, and miss nothing once it is back', async () => {
    const [one, two, three, four] = members
    await redis.kill()
    const near = await Promise.all([post(one, 'without redis'), post(two, 'without redis'), post(three, 'there too')])
    expect(new Set(near).size).toBe(3)
    // Long enough for every command to Redis to give up, and for the hubs to say who is there.
    for (let turn = 0; turn < 5; turn++) {
      for (const { socket } of members) socket.emit('typing', { room })
      await pause(1000)
    }
    expect(hubs.map((hub) => hub.isAlive())).toEqual([true, true])
    await Promise.all([two.heard(room, near[1]!), four.heard(room, near[2]!)])
    await redis.start()
    let last = await post(one, 'redis is back')
    for (let tries = 0; tries < 40 && [three, four].some(({ rooms }) => rooms.get(room)!.head.seq < last); tries++) {
      await pause(250)
      last = await post(one, `is anybody there? ${tries}`)
    }
    await Promise.all(members.map((member) => member.heard(room, last)))
    expectOneOrder(members)
    for (const member of members) expect(member.socket.connected).toBe(true)
  }, 90_000)

  test('lose nobody when one is killed: its members go on with the other', async () => {
    const [one, two, three, four] = members
    await until(() => isHere(one, three.person) && isHere(one, four.person), 30_000)
    await hubs[1].kill()
    await post(one, 'one is dead')
    await until(() => !isHere(one, three.person) && !isHere(one, four.person), 30_000)
    const back = [await connectTo(hubs[0], three.person, three), await connectTo(hubs[0], four.person, four)]
    const last = Math.max(await post(back[0]!, 'here I am again'), await post(two, 'welcome'))
    await Promise.all([one, two, ...back].map((member) => member.heard(room, last)))
    expectOneOrder([one, two, ...back])
    for (const member of back) member.leave()
    await eye.running.rooms.fresh(room)
    await expectSoundStore(eye.hub)
  }, 90_000)

  test('let one that starts before its Redis join in once that is there', async () => {
    const [one, , three] = members
    await redis.kill()
    hubs[1] = await startHub()
    const late = await connectTo(hubs[1], three.person, three)
    await late.heard(room, await post(late, 'alone for now'))
    await pause(4000)
    expect(hubs[1].isAlive()).toBe(true)
    await redis.start()
    await until(() => isHere(one, three.person) && isHere(late, one.person), 30_000)
    late.leave()
  }, 90_000)
})
