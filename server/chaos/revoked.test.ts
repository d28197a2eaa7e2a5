import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EmbeddedMongo, startEmbeddedMongo } from '#server/embedded-mongo/start.ts'
import { buildAccount, openBrowser } from '#server/testing/browser.ts'
import { buildCluster, buildLounge, buildPeople, buildPerson, newCid } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import type { ClusterSeat } from '#shared/platform/actor.shape.ts'
import type { Entry } from '#shared/platform/roomLog.ts'

/** What is promised within a second, on a machine that has other things to do. */
const withinMs = 3000

let mongo: EmbeddedMongo
let folder: string
/** The first is where things are decided; the second shares its store. */
let apps: [TestApp, TestApp]
let secretariat: Member

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chandelier-test-'))
  mongo = await startEmbeddedMongo({ dataFolder: join(folder, 'mongo'), port: 0 })
  const env = { MONGODB_URI: mongo.uri }
  apps = [await startTestApp({ env }), await startTestApp({ env })]
  await buildCluster(apps[0])
  secretariat = await connectMember(apps[0], await buildPerson(apps[0], { seats: ['secretariat'] }))
})
afterAll(async () => {
  for (const app of apps) await app.stop()
  await mongo.close()
  await rm(folder, { recursive: true, force: true })
})

interface Scene {
  room: string
  chair: Member
  victim: Member
  /** Entries that the victim got in any way, by `seq`. */
  got: Set<number>
}

async function setScene(on: TestApp, lounge: object = {}, seats: ClusterSeat[] = ['delegate']): Promise<Scene> {
  const [one, two] = await buildPeople(apps[0], [{ seats: ['chair'] }, { seats }])
  const room = await buildLounge(apps[0], { chair: one!, members: 'access' in lounge ? [] : [two!], ...lounge })
  await on.running.rooms.fresh('cluster')
  const chair = await connectMember(apps[0], one!)
  const victim = await connectMember(on, two!)
  const got = new Set<number>()
  victim.socket.on('entries', ({ entries }) => {
    for (const { seq } of entries) got.add(seq)
  })
  await victim.enter(room)
  await chair.enter(room)
  return { room, chair, victim, got }
}

/** Posts without pause until stopped; gives the `seq` of every post. */
function postOn({ chair, room }: Scene): () => Promise<number[]> {
  let isOver = false
  const posting = (async () => {
    const seqs: number[] = []
    while (!isOver) seqs.push((await chair.send('message.post', { room, text: `on and on ${newCid()}` })).seq)
    return seqs
  })()
  posting.catch(() => {})
  return async () => {
    isOver = true
    return posting
  }
}

const isCut = ({ victim }: Scene) => !victim.socket.connected
const reasonIn = ({ victim }: Scene) => victim.signals.find(({ name }) => name === 'ended')?.payload

/** No way is left: live, by asking, by coming back. */
async function expectOutside(app: TestApp, { victim, room }: Scene): Promise<void> {
  await expect(connectMember(app, victim.person, { token: victim.token })).rejects.toMatchObject({ name: 'Refusal' })
  const response = await fetch(`${app.url}/api/rooms/${room}/messages`, {
    headers: { authorization: `Bearer ${victim.token}` },
  })
  expect([401, 403, 404]).toContain(response.status)
}

describe.each([
  ['the process that decides', 0],
  ['another process', 1],
] as const)('on %s', (_, place) => {
  const here = () => apps[place]

  test('token.revoke cuts its sockets off within a second, mid-stream, and nothing reaches them after', async () => {
    const scene = await setScene(here())
    const { tokens } = await scene.victim.ask('tokens.mine', {})
    const owner = await connectMember(apps[0], scene.victim.person)
    const stop = postOn(scene)
    await owner.send('token.revoke', { token: tokens[0]!.id })
    await until(() => isCut(scene), withinMs)
    const heard = scene.got.size
    await pause(200)
    await stop()
    expect(scene.got.size).toBe(heard)
    expect(reasonIn(scene)).toEqual({ reason: 'revoked' })
    await expectOutside(here(), scene)
    owner.leave()
  })

  test('person.suspend cuts everything of that person off, and their commands of that moment are refused', async () => {
    const scene = await setScene(here())
    const { victim, room } = scene
    const stop = postOn(scene)
    await secretariat.send('person.suspend', { person: victim.person, reason: 'broke the convention' })
    if (place === 0) {
      const late = victim.send('message.post', { room, text: 'one last word' })
      await expect(late.catch((error) => ({ isRefused: true, error }))).resolves.toMatchObject({ isRefused: true })
    }
    await until(() => isCut(scene), withinMs)
    const heard = scene.got.size
    await pause(200)
    await stop()
    expect(scene.got.size).toBe(heard)
    expect(reasonIn(scene)).toEqual({ reason: 'suspended' })
    await expectOutside(here(), scene)
  })

  test('signing out ends the sockets of that session, and a write on them is refused', async () => {
    const app = here()
    const person = await buildPerson(apps[0])
    const room = await buildLounge(apps[0], { chair: person })
    await app.running.rooms.fresh('cluster')
    const email = await buildAccount(apps[0], person)
    const browser = openBrowser(apps[0])
    await browser.signIn(email)
    const cookie = Array.from(browser.cookies, ([name, value]) => `${name}=${value}`).join('; ')
    const member = await connectMember(app, person, {
      token: '',
      options: { auth: {}, extraHeaders: { cookie, origin: app.url } },
    })
    await member.enter(room)
    await browser.post('/auth/sign-out', {})
    await until(() => !member.socket.connected, withinMs)
    expect(member.signals.find(({ name }) => name === 'ended')?.payload).toEqual({ reason: 'signedOut' })
    const again = { token: '', options: { auth: {}, extraHeaders: { cookie, origin: app.url } } }
    await expect(connectMember(app, person, again)).rejects.toMatchObject({ code: 'not_signed_in' })
  })

  test('seat.remove: nothing that follows it is heard, ranged, asked for or posted', async () => {
    const scene = await setScene(here())
    const { victim, room, chair, got } = scene
    const stop = postOn(scene)
    const removed = await chair.send('seat.remove', { room, person: victim.person, reason: 'not invited any more' })
    const range = await victim.socket.emitWithAck('range', { room, after: 0, upTo: 500 })
    if (range.ok) expect(range.data.entries.filter(({ seq }: Entry) => seq > removed.seq)).toEqual([])
    for (const attempt of [
      () => victim.ask('messages.page', { room }),
      () => victim.ask('room.entries', { room }),
      () => victim.send('message.post', { room, text: 'still here?' }),
      () => victim.send('room.join', { room }),
      () => victim.enter(room),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'not_found' })
    }
    await expect(victim.socket.emitWithAck('range', { room, after: 0, upTo: 500 })).resolves.toMatchObject({
      ok: false,
    })
    await stop()
    expect([...got].filter((seq) => seq > removed.seq)).toEqual([])
    victim.leave()
  })

  test('lounge.describe that narrows the access: nothing that follows it is heard by who may enter no more', async () => {
    const scene = await setScene(here(), { access: 'open' })
    const { victim, room, chair, got } = scene
    await victim.enter(room)
    const title = { zh: '交流厅', en: '', authoritative: 'zh' as const }
    const narrowed = { room, title, topic: { zh: '', en: '' }, seats: [], isDefault: false }
    const before = chair.send('message.post', { room, text: 'for all' })
    const narrowing = chair.send('lounge.describe', { ...narrowed, access: 'invitation' })
    const after = Array.from({ length: 50 }, (_, number) => chair.send('message.post', { room, text: `few ${number}` }))
    const { seq } = await narrowing
    await Promise.all([before, ...after])
    await expect(victim.enter(room)).rejects.toMatchObject({ code: 'not_found' })
    await expect(victim.ask('messages.page', { room })).rejects.toMatchObject({ code: 'not_found' })
    await expect(victim.socket.emitWithAck('range', { room, after: 0, upTo: 500 })).resolves.toMatchObject({
      ok: false,
    })
    await pause(500)
    expect([...got].filter((heard) => heard > seq)).toEqual([])
    victim.leave()
  })

  test('person.seat that takes the right to enter away narrows the live sockets within a second', async () => {
    const scene = await setScene(here(), { access: 'bySeat', seats: ['expert'] }, ['expert'])
    const { victim, room, chair } = scene
    await secretariat.send('person.seat', {
      person: victim.person,
      seats: ['observer'],
      organisation: null,
      reason: 'no expert any more',
    })
    await until(() => !listens(here(), scene), withinMs)
    await until(() => victim.signals.some(({ name }) => name === 'removed'), withinMs)
    const heard = scene.got.size
    const { seq } = await chair.send('message.post', { room, text: 'among experts' })
    await chair.heard(room, seq)
    await pause(200)
    expect(scene.got.size).toBe(heard)
    expect(victim.socket.connected).toBe(true)
    await expect(victim.enter(room)).rejects.toMatchObject({ code: 'not_found' })
    victim.leave()
  })
})

const listens = (app: TestApp, { victim, room }: Scene) =>
  app.io.sockets.adapter.rooms.get(`room:${room}`)?.has(victim.socket.id!) ?? false

test('who was removed is present no more', async () => {
  const scene = await setScene(apps[0])
  const { room, chair, victim } = scene
  const isTold = (list: 'here' | 'gone') =>
    chair.signals.some(
      ({ name, payload }) =>
        name === 'presence' && (payload as Record<string, string[]>)[list]?.includes(victim.person),
    )
  await until(() => isTold('here'))
  await chair.send('seat.remove', { room, person: victim.person, reason: 'enough is enough' })
  await until(() => isTold('gone'))
  expect(apps[0].hub.tell.hereNow(room)).not.toContain(victim.person)
  victim.leave()
})
