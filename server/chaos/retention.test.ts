import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { findFile } from '#server/files/file.model.ts'
import { chance } from '#server/testing/chance.ts'
import { buildCluster, buildLounge, buildPeople, buildToken, newCid } from '#server/testing/factories.ts'
import { prepareHubProcess } from '#server/testing/hubProcess.ts'
import { unwrap } from '#server/testing/member.ts'
import { expectSoundStore } from '#server/testing/soundLog.ts'
import { everyDocument } from '#server/testing/storeBytes.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import { uploadFile } from '#server/testing/uploads.ts'
import type { Ask, CommandName, Output } from '#shared/contract.ts'
import { backstageOf } from '#shared/rooms/contract.ts'

const random = chance()
const dayMs = 24 * 3_600_000
const kills = 6
let aheadMs = 0
const clock = { now: () => new Date(Date.now() + aheadMs) }
let app: TestApp
afterEach(() => app?.stop())

const handOf =
  (person: string) =>
  async <C extends CommandName>(name: C, input: Ask<C>, cid = newCid()): Promise<Output<C>> =>
    unwrap((await app.hub.dispatch({ name, input, actor: app.hub.actorOf(person), cid })) as never)

/** A room that keeps its messages for thirty days, with old ones, old ones that are pinned, refused ones, and new ones. */
async function layData() {
  const [one, two] = (await buildPeople(app, [{}, {}])) as [string, string]
  const [chair, author] = [handOf(one), handOf(two)]
  const room = await buildLounge(app, { chair: one, members: [two] })
  const other = await buildLounge(app, { members: [two] })
  const behind = backstageOf(room)
  await until(async () => (await app.hub.rooms.fresh(behind))?.find('seat', one)?.state === 'seated')
  await chair('words.change', { room: behind, add: ['返点'], drop: [], reason: 'no prices' })
  await until(async () => (await app.hub.rooms.fresh(room))?.find('room', room)?.isScreened === true)
  const member = { token: await buildToken(app, two), send: author }
  const attach = (name: string) => uploadFile(app, member, { room, name, bytes: Buffer.from(name) })
  const [shown, held] = [await attach('wick-a.txt'), await attach('wick-b.txt')]
  const many = (count: number, text: string, to = room) =>
    Promise.all(Array.from({ length: count }, (_, n) => author('message.post', { room: to, text: `${text} ${n}` })))
  await author('message.post', { room, text: 'wick with a file', files: [shown.id] })
  await many(400, 'wick')
  const [pinned] = await many(1, 'kept by its pin')
  await chair('message.pin', { room, message: pinned!.message })
  await many(20, 'kept elsewhere', other)
  await author('message.post', { room, text: '返点 wick with a file', files: [held.id] })
  await many(30, '返点 wick')
  const { reviews } = unwrap(
    (await app.hub.ask({ name: 'backstage.desk', input: { room: behind }, actor: app.hub.actorOf(one) })) as never,
  ) as { reviews: { id: string }[] }
  expect(reviews).toHaveLength(31)
  for (const { id: review } of reviews) await chair('review.refuse', { room: behind, review, reason: 'no prices here' })
  aheadMs = 40 * dayMs
  await many(20, 'kept as new')
  await many(1, '返点 kept as waiting')
  await chair('room.retain', { room, retention: { days: 30, keepsPinned: true }, reason: 'as agreed' })
  return { files: [shown.id, held.id] }
}

const lines = async (text: string) => (await everyDocument(app.hub)).filter((line) => line.includes(text))
/** Of things with that text, read models and log apart: what a search is found by has no words. */
const keptLines = async () => (await lines('kept ')).map((line) => line.split(' ')[0]).sort()

test('what a room keeps no longer goes to the end, however often the hub is killed while it erases, and nothing else', async () => {
  app = await startTestApp({ clock })
  await buildCluster(app)
  const { files } = await layData()
  const { folder } = app
  // Read models follow the log a moment later: only then is what stands there what will stand.
  await expectSoundStore(app.hub)
  const kept = await keptLines()
  await app.close()
  for (let kill = 0; kill < kills; kill++) {
    // By then the lease of the process before has ended.
    aheadMs += 3_600_000
    const hub = await prepareHubProcess().start({ DATA_DIR: folder, CLOCK_AHEAD_MS: String(aheadMs) })
    hub.retain()
    await pause(random.below(120))
    await hub.kill()
  }
  aheadMs += 3_600_000
  app = await startTestApp({ folder, clock })
  try {
    await app.running.retention.run()
    await until(async () => (await lines('wick')).length === 0, 30_000).catch(() => {})
    expect(await lines('wick')).toEqual([])
    await until(async () => (await Promise.all(files.map((id) => findFile(app.hub.store, id)))).every((row) => !row))
    expect(await keptLines()).toEqual(kept)
    expect(await app.running.retention.run()).toBe(0)
    await expectSoundStore(app.hub)
    expect(app.complaints.filter((line) => line.includes('"level":50'))).toEqual([])
  } catch (error) {
    throw new Error(`with CHAOS_SEED=${random.seed}`, { cause: error })
  }
}, 180_000)
