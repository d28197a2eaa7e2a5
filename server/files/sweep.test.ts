import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { settableClock } from '#server/platform/clock.ts'
import { takeLease } from '#server/platform/lease.model.ts'
import { findHolder } from '#server/rooms/fileDesk.ts'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { askForFile, sendPiece, uploadFile } from '#server/testing/uploads.ts'
import { type FileRow, findFile } from './file.model.ts'
import { findUsedBytes, giveRoomBack, quotaOf, settleRoom, takeRoom } from './quota.model.ts'
import { sweepFiles } from './sweep.ts'

const hourMs = 3_600_000
const clock = settableClock()
let app: TestApp
let room: string
let author: Member

beforeAll(async () => {
  app = await startTestApp({ clock })
  await buildCluster(app)
  const [one] = await buildPeople(app, [{}])
  room = await buildLounge(app, { members: [one!] })
  author = await connectMember(app, one!)
})
afterAll(() => app.stop())

const quota = quotaOf(null)
const used = () => findUsedBytes(app.hub.store, quota)
const sweep = () => sweepFiles(app.hub, (row: FileRow) => findHolder(app.hub, row))
const upload = (bytes = randomBytes(30).toString('hex')) =>
  uploadFile(app, author, { room, name: 'a.txt', bytes: Buffer.from(bytes) })
async function inAnHour<Result>(hours: number, deed: () => Promise<Result>): Promise<Result> {
  clock.set(Date.now() + hours * hourMs)
  return deed().finally(() => clock.set(null))
}
const names = async () => {
  const found: string[] = []
  for await (const { name } of app.hub.files.list()) found.push(name)
  return found
}

test('what no message holds goes after a day, half or whole; what one holds stays', async () => {
  const held = await upload()
  await author.send('message.post', { room, text: 'keep it', files: [held.id] })
  const spare = await upload()
  const half = await author.send('upload.offer', { room, name: 'b.txt', size: 100 })
  await sendPiece({ url: app.url, token: author.token }, half.upload, 0, Buffer.from('begun'))
  await inAnHour(20, sweep)
  expect(await findFile(app.hub.store, spare.id)).not.toBeNull()
  await inAnHour(25, sweep)
  expect(await findFile(app.hub.store, spare.id)).toBeNull()
  expect(await findFile(app.hub.store, half.upload)).toBeNull()
  expect((await names()).every((name) => name.startsWith(held.id))).toBe(true)
  expect(await used()).toBe(held.size)
  const kept = await askForFile({ url: app.url, token: author.token }, held.id)
  expect(kept.status).toBe(200)
})

test('a posted file whose reaction was lost is found with its message, and kept', async () => {
  const file = await upload()
  const { message } = await author.send('message.post', { room, text: 'held', files: [file.id] })
  const rows = app.hub.store.connection.db!.collection('files')
  await rows.updateOne({ _id: file.id as never }, { $set: { state: 'ready' } })
  await inAnHour(25, sweep)
  expect(await findFile(app.hub.store, file.id)).toMatchObject({ state: 'posted', message })
})

test('bytes without a row, and counts without one, are put right', async () => {
  const before = await used()
  const now = new Date(Date.now() - 2 * hourMs)
  await app.hub.files.write('nobody.0123', Buffer.from('left over'))
  await takeRoom(app.hub.store, { quota, file: 'never-came', bytes: 77, now, most: 0 })
  expect(await used()).toBe(before + 77)
  await takeRoom(app.hub.store, { quota, file: 'gone-since', bytes: 5, now, most: 0 })
  await settleRoom(app.hub.store, quota, 'gone-since')
  await giveRoomBack(app.hub.store, { quota, file: 'gone-since', bytes: 5, now })
  await giveRoomBack(app.hub.store, { quota, file: 'gone-since', bytes: 5, now })
  await inAnHour(2, sweep)
  expect(await names()).not.toContain('nobody.0123')
  expect(await used()).toBe(before)
})

test('a removal that was cut short is finished, and its room given back once', async () => {
  const before = await used()
  const file = await upload()
  const rows = app.hub.store.connection.db!.collection('files')
  await rows.updateOne({ _id: file.id as never }, { $set: { state: 'removing', name: '' } })
  await giveRoomBack(app.hub.store, { quota, file: file.id, bytes: file.size, now: new Date() })
  expect((await askForFile({ url: app.url, token: author.token }, file.id)).status).toBe(404)
  await inAnHour(2, sweep)
  expect(await findFile(app.hub.store, file.id)).toBeNull()
  expect((await names()).filter((name) => name.startsWith(file.id))).toEqual([])
  expect(await used()).toBe(before)
})

test('a lease is one process’s until its time is over', async () => {
  const at = (seconds: number) => new Date(1_700_000_000_000 + seconds * 1000)
  const take = (holder: string, seconds: number) =>
    takeLease(app.hub.store, { name: 'lamp', holder, now: at(seconds), ms: 10_000 })
  expect(await take('one', 0)).toBe(true)
  expect(await take('other', 9)).toBe(false)
  expect(await take('one', 9)).toBe(true)
  expect(await take('other', 18)).toBe(false)
  expect(await take('other', 19)).toBe(true)
  expect(await take('one', 20)).toBe(false)
})
