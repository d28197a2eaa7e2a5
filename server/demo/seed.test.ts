import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type App, startApp } from '#server/app.ts'
import { startHub } from '#server/hub.ts'
import { settableClock } from '#server/platform/clock.ts'
import { type Config, readConfig } from '#server/platform/config.ts'
import { createLog } from '#server/platform/log.ts'
import type { QueryOutput } from '#shared/contract.ts'
import { backstageOf } from '#shared/rooms/contract.ts'
import { demoSeats, people } from './cast.ts'
import { startLiveTalk } from './live.ts'
import { lounges } from './lounges.ts'
import { demoSecret } from './secret.ts'
import { isSeeded, seedDemo } from './seed.ts'

let folder = ''
let config: Config
let app: App
const log = createLog({ logLevel: 'silent', isProduction: true })

/** One run of the seeding on an own hub; `until` cuts it short at that step. */
async function seedOnce(until?: string): Promise<string[]> {
  const clock = settableClock()
  const running = await startHub(config, { log, clock })
  const steps: string[] = []
  const seeding = seedDemo(running.hub, clock, (step) => {
    if (until && step.startsWith(until)) throw new Error('cut short')
    steps.push(step)
  })
  await seeding.catch((error: Error) => {
    if (error.message !== 'cut short') throw error
  })
  await running.close()
  return steps
}

const front = async () =>
  ((await (await fetch(`http://127.0.0.1:${app.port}/api/cluster`)).json()) as { data: QueryOutput<'cluster.front'> })
    .data

async function signedIn(place: number): Promise<{ cookie: string; origin: string }> {
  const origin = `http://127.0.0.1:${app.port}`
  const { email, password } = (await front()).demoSeats[place]!
  const response = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  return {
    origin,
    cookie: response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; '),
  }
}

async function asked<Answer>(path: string, place = 0): Promise<Answer> {
  const { origin, cookie } = await signedIn(place)
  const response = await fetch(`${origin}/api${path}`, { headers: { cookie } })
  return ((await response.json()) as { data: Answer }).data
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chandelier-demo-'))
  const secret = await demoSecret(folder)
  const settings = { DATA_DIR: folder, PORT: '0', HOST: '127.0.0.1', SECRET: secret, EMBEDDED_MONGO_IN_WORKER: '0' }
  config = readConfig(settings, { secret })
  await seedOnce('Export')
  await seedOnce()
  app = await startApp(config, { log })
}, 240_000)
afterAll(async () => {
  await app?.close()
  await rm(folder, { recursive: true })
})

test('a seeding that was cut short goes on: everything is there once', async () => {
  const { rooms } = await asked<QueryOutput<'rooms.list'>>('/rooms', 0)
  const counts = rooms
    .filter(({ room }) => room.kind === 'lounge')
    .map(({ room, head }) => [room.title.zh, head.n, room.state])
  // The question of a vote is a message too.
  const votes: Record<string, number> = { [lounges.roundTable.title.zh]: 1, [lounges.jointBooth.title.zh]: 1 }
  const wanted = Object.values(lounges).map(({ title, talks, archivedBecause }) => [
    title.zh,
    talks.flat().length + (votes[title.zh] ?? 0),
    archivedBecause ? 'archived' : 'open',
  ])
  expect(counts.sort()).toEqual(wanted.sort())
  for (const { head, marker, seat } of rooms.filter(({ seat, head }) => seat?.state === 'seated' && head.n > 0)) {
    expect(head.n - marker.n, seat?.id).toBeLessThan(10)
  }
  const { people: roll } = await asked<QueryOutput<'people.search'>>('/people')
  expect(roll).toHaveLength(Object.keys(people).length)
  expect(new Set(roll.map(({ state }) => state))).toEqual(new Set(['active']))
})

test('the sign-in page offers the demo seats in their order, and says that it is a demo', async () => {
  const { cluster, demoSeats: offered, isFounded } = await front()
  expect([isFounded, cluster?.isDemo]).toEqual([true, true])
  expect(offered.map(({ person }) => person.name.zh)).toEqual(demoSeats.map((who) => people[who].name.zh))
  expect(await isSeeded(app.hub)).toBe(true)
  const logo = await fetch(`http://127.0.0.1:${app.port}/api${cluster?.logo}`)
  expect([logo.status, logo.headers.get('content-type')]).toEqual([200, 'image/png'])
})

test('a chair finds work behind the joint booth: a message that waits for review, and a report', async () => {
  const { rooms } = await asked<QueryOutput<'rooms.list'>>('/rooms', demoSeats.indexOf('gu'))
  const front = rooms.find(({ room }) => room.title.zh === lounges.jointBooth.title.zh)!.room.id
  const desk = () => asked<QueryOutput<'backstage.desk'>>(`/rooms/${backstageOf(front)}/desk`, demoSeats.indexOf('gu'))
  await expect.poll(async () => (await desk()).reports.length, { timeout: 20_000 }).toBe(1)
  await expect.poll(async () => (await desk()).reviews.map(({ words }) => words)).toEqual([['底价']])
  expect((await desk()).reviews[0]?.files?.map(({ name }) => name)).toEqual(['QT-12 规格书.pdf'])
})

test('a poll goes on in the main lounge, and a ranked vote of the booth group is counted and declared', async () => {
  const chair = demoSeats.indexOf('gu')
  const { rooms } = await asked<QueryOutput<'rooms.list'>>('/rooms', chair)
  const decisionsOf = async (key: keyof typeof lounges) => {
    const { id } = rooms.find(({ room }) => room.kind === 'lounge' && room.title.zh === lounges[key].title.zh)!.room
    return (await asked<QueryOutput<'decisions.list'>>(`/rooms/${id}/decisions`, chair)).decisions
  }
  expect(await decisionsOf('roundTable')).toMatchObject([{ kind: 'poll', state: 'open', isLive: true }])
  const [vote] = await decisionsOf('jointBooth')
  expect(vote).toMatchObject({ state: 'declared', result: { leaves: 9, elected: ['o1', 'o3'] } })
  const stages = vote!.result!.count!.stages.map(({ deed }) => deed.kind)
  expect(stages).toEqual(expect.arrayContaining(['firstPreferences', 'surplus', 'exclusion']))
})

test('what was redacted or deleted has left the log of its room', async () => {
  const lines = Object.values(lounges).flatMap(({ talks }) => talks.flat())
  const gone = lines.filter(({ redacted, deleted }) => redacted || deleted)
  expect(gone.length).toBeGreaterThan(1)
  const { rooms } = await asked<QueryOutput<'rooms.list'>>('/rooms')
  const room = rooms.find(({ room }) => room.title.zh === lounges.roundTable.title.zh)!.room.id
  const answers = await Promise.all(
    [0, 500].map((after) => asked<QueryOutput<'room.entries'>>(`/rooms/${room}/log?after=${after}&limit=500`)),
  )
  const text = JSON.stringify(answers)
  for (const line of gone) expect(text).not.toContain(line.text)
  expect(text).toContain(lines[0]!.text.slice(0, 20))
})

test('the secret is kept for the next start and for nobody else', async () => {
  expect(await demoSecret(folder)).toBe(await demoSecret(folder))
  expect((await readFile(join(folder, 'secret'), 'utf8')).length).toBeGreaterThanOrEqual(32)
  expect(await readdir(folder)).toContain('secret')
})

test('a newcomer sees presence, typing and a message, and the players leave no token behind', async () => {
  const live = await startLiveTalk(app)
  const { rooms } = await asked<QueryOutput<'rooms.list'>>('/rooms', 2)
  const room = rooms.find(({ room }) => room.title.zh === lounges.roundTable.title.zh)!.room.id
  const { origin, cookie } = await signedIn(2)
  const socket = io(origin, { transports: ['websocket'], extraHeaders: { cookie, origin }, forceNew: true })
  const heard = new Set<string>()
  await new Promise<void>((resolve) => {
    const hear = (name: string, isEnough = true) => {
      if (isEnough) heard.add(name)
      if (heard.size === 3) resolve()
    }
    socket.on('typing', () => hear('typing'))
    socket.on('presence', ({ count }: { count: number }) => hear('presence', count > 3))
    socket.on('entries', ({ entries }: { entries: { changes: { event: string }[] }[] }) =>
      hear(
        'message',
        entries.some(({ changes }) => changes.some(({ event }) => event === 'message.posted')),
      ),
    )
    socket.on('connect', () => socket.emit('enter', { room }, () => {}))
  })
  socket.disconnect()
  await live.stop()
  expect(heard).toEqual(new Set(['typing', 'presence', 'message']))
  const mia = (await asked<QueryOutput<'people.search'>>('/people')).people.find(({ name }) => name.en === 'Mia Ma')!
  const tokens = await app.hub.ask({ name: 'tokens.mine', input: {}, actor: app.hub.actorOf(mia.id) })
  expect(tokens).toEqual({ ok: true, data: { tokens: [] } })
})

test('each seat of the sign-in page finds news, and those who run the main lounge find a report', async () => {
  for (const [place, who] of demoSeats.entries()) {
    const { unread } = await asked<QueryOutput<'notices.count'>>('/notices/count', place)
    expect(unread, who).toBeGreaterThan(0)
  }
  const { rooms } = await asked<QueryOutput<'rooms.list'>>('/rooms')
  const idOf = (key: keyof typeof lounges) =>
    rooms.find(({ room }) => room.kind === 'lounge' && room.title.zh === lounges[key].title.zh)!.room.id
  const chair = demoSeats.indexOf('gu')
  const desk = await asked<QueryOutput<'backstage.desk'>>(`/rooms/${idOf('roundTable')}.backstage/desk`, chair)
  expect(desk.reports.map(({ state }) => state)).toEqual(['open'])
  const acts = async (key: keyof typeof lounges) =>
    (await asked<QueryOutput<'room.record'>>(`/rooms/${idOf(key)}/record`)).acts.map(({ act }) => act)
  expect(await acts('protocols')).toEqual(expect.arrayContaining(['unmuted', 'muted', 'pinned']))
  expect(await acts('exporting')).toContain('ruled')
})

test('people of the demo tell of themselves in both languages, with a picture that is nobody', async () => {
  const { people: roll } = await asked<QueryOutput<'people.search'>>('/people')
  const pictured = roll.filter(({ avatar }) => avatar !== null)
  expect(pictured.length).toBeGreaterThan(10)
  const { profile } = await asked<QueryOutput<'profile.find'>>(`/people/${pictured[0]!.id}/profile`)
  expect(profile?.bio.zh).not.toBe('')
  expect(profile?.bio.en).not.toBe('')
  const { statuses } = await asked<QueryOutput<'statuses.list'>>('/statuses')
  expect(statuses.length).toBeGreaterThan(1)
})
