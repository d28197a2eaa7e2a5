import { afterAll, beforeAll, expect, test } from 'vitest'
import { findFile } from '#server/files/file.model.ts'
import { sweepFiles } from '#server/files/sweep.ts'
import { settableClock } from '#server/platform/clock.ts'
import { buildCluster, buildPeople, newCid } from '#server/testing/factories.ts'
import { connectMember, expectLiveEqualsFresh, type Member } from '#server/testing/member.ts'
import { expectSoundStore } from '#server/testing/soundLog.ts'
import { everyDocument } from '#server/testing/storeBytes.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import { uploadFile } from '#server/testing/uploads.ts'
import type { FileRef } from '#shared/files/file.shape.ts'
import { findHolder } from './fileDesk.ts'

const clock = settableClock()
let app: TestApp
let room: string
let behind: string
let chair: Member
let author: Member
let reader: Member

beforeAll(async () => {
  app = await startTestApp({ clock })
  await buildCluster(app)
  const ids = await buildPeople(app, [{ seats: ['chair'] }, {}, {}])
  ;[chair, author, reader] = (await Promise.all(ids.map((id) => connectMember(app, id)))) as [Member, Member, Member]
  const lounge = {
    title: { zh: '交流厅', en: '', authoritative: 'zh' as const },
    topic: { zh: '', en: '' },
    access: 'open' as const,
    seats: [],
    isDefault: false,
  }
  room = (await chair.send('lounge.open', lounge)).room
  behind = `${room}.backstage`
  for (const member of [author, reader]) await member.send('room.join', { room })
  await until(() => app.running.rooms.peek(behind)?.find('room', behind) != null)
  await chair.send('words.change', { room: behind, add: ['返点', ' Kickback '], drop: [], reason: 'as agreed' })
  await until(async () => (await app.hub.rooms.view(room))?.find('room', room)?.isScreened === true)
  for (const member of [chair, author, reader]) await member.enter(room)
  await chair.enter(behind)
})
afterAll(() => app.stop())

const waiting = async () => (await chair.ask('backstage.desk', { room: behind })).reviews
const own = async () => (await author.ask('room.standing', { room })).reviews
const held = async (text: string, given: object = {}) => author.send('message.post', { room, text, ...given }, newCid())

test('a message with a listed word is not posted: it waits backstage, and its author knows', async () => {
  const { head } = await (await author.enter(room)).sync
  const answer = await held('有多少返点？')
  expect(answer).toMatchObject({ isHeld: true, seq: head.seq })
  expect((await reader.enter(room)).sync.head).toEqual(head)
  await until(async () => (await own()).length === 1)
  expect(await own()).toMatchObject([{ text: '有多少返点？', state: 'waiting', author: author.person }])
  expect(JSON.stringify(await own())).not.toContain('words')
  expect(await waiting()).toMatchObject([{ words: ['返点'], id: answer.message }])
  expect((await reader.ask('room.standing', { room })).reviews).toEqual([])
})

test('approved, it is posted in its author’s name and marked so, and nothing of it stays backstage', async () => {
  const [review] = await waiting()
  await chair.send('review.approve', { room: behind, review: review!.id })
  const posted = () => [...reader.rooms.get(room)!.things.values()].find((item) => 'released' in item)
  await until(() => posted() !== undefined)
  expect(posted()).toMatchObject({ text: '有多少返点？', author: author.person, released: { by: chair.person } })
  await until(async () => (await waiting()).length === 0 && (await own()).length === 0)
  await app.hub.rooms.erased(behind)
  const { entries } = await chair.ask('room.entries', { room: behind, limit: 500 })
  expect(JSON.stringify(entries)).not.toContain('有多少返点')
  await expectLiveEqualsFresh(app, reader, room)
  await expect(chair.send('review.approve', { room: behind, review: review!.id })).rejects.toMatchObject({
    code: 'wrong_state',
  })
  const { id } = posted()!
  await chair.send('message.redact', { room, message: id, reason: 'no prices here' })
  await app.hub.rooms.erased(room)
  expect((await everyDocument(app.hub)).join('\n')).not.toContain('有多少返点')
})

test('refused, its author is told why, may take the text along, and it is gone once they have', async () => {
  const { message: review } = await held('KICKBACK, anyone?')
  const heard = author.signals.length
  await chair.send('review.refuse', { room: behind, review, reason: '会场内不谈返点' })
  await until(() =>
    author.signals.slice(heard).some(({ payload }) => JSON.stringify(payload) === '{"board":"standing"}'),
  )
  expect(await own()).toMatchObject([{ text: 'KICKBACK, anyone?', state: 'refused', reason: '会场内不谈返点' }])
  await expect(reader.send('review.withdraw', { room, review })).rejects.toMatchObject({ code: 'not_found' })
  await author.send('review.withdraw', { room, review })
  await author.send('review.withdraw', { room, review })
  expect(await own()).toEqual([])
  await app.hub.rooms.erased(behind)
  expect((await everyDocument(app.hub)).join('\n')).not.toContain('anyone?')
})

test('a held message that is to be written anew gives its files back; one that is thrown away takes them along', async () => {
  const bytes = Buffer.from('two lamps')
  const attach = (name: string) => uploadFile(app, author, { room, name, bytes })
  const [again, gone] = [await attach('again.txt'), await attach('gone.txt')]
  const hold = (file: FileRef) => author.send('message.post', { room, text: '返点见附件', files: [file.id] })
  const { message: review } = await hold(again)
  expect((await own()).map(({ files }) => files)).toEqual([[again]])
  await author.send('review.withdraw', { room, review, keepsFiles: true })
  expect(await findFile(app.hub.store, again.id)).toMatchObject({ state: 'ready', message: null })
  const { message } = await author.send('message.post', { room, text: '见附件', files: [again.id] })
  await until(async () => (await findFile(app.hub.store, again.id))?.state === 'posted')
  expect(await findFile(app.hub.store, again.id)).toMatchObject({ message })
  const { message: other } = await hold(gone)
  await author.send('review.withdraw', { room, review: other })
  await until(async () => (await findFile(app.hub.store, gone.id)) === null)
})

test('files of a held message wait as long as it does, go with no other, and can be taken back or posted after days', async () => {
  const attach = (name: string) => uploadFile(app, author, { room, name, bytes: Buffer.from('a lamp') })
  const [back, on] = [await attach('back.txt'), await attach('on.txt')]
  const hold = (file: FileRef) => author.send('message.post', { room, text: '返点见附件', files: [file.id] })
  const [{ message: review }, { message: other }] = [await hold(back), await hold(on)]
  try {
    clock.set(Date.now() + 25 * 3_600_000)
    await sweepFiles(app.hub, (row) => findHolder(app.hub, row))
    clock.set(Date.now() + 26 * 3_600_000)
    await expect(author.send('message.post', { room, text: '', files: [back.id] })).rejects.toMatchObject({
      key: 'files.gone',
    })
  } finally {
    clock.set(null)
  }
  expect(await findFile(app.hub.store, back.id)).toMatchObject({ state: 'ready', message: review })
  await author.send('review.withdraw', { room, review, keepsFiles: true })
  const { message } = await author.send('message.post', { room, text: '见附件', files: [back.id] })
  await chair.send('review.approve', { room: behind, review: other })
  for (const [file, held] of [
    [back, message],
    [on, other],
  ] as const) {
    await until(async () => (await findFile(app.hub.store, file.id))?.state === 'posted')
    expect(await findFile(app.hub.store, file.id)).toMatchObject({ message: held })
  }
})

test('a listed word in the name of a file holds the message up as one in its text does', async () => {
  const file = await uploadFile(app, author, { room, name: '返点 方案.txt', bytes: Buffer.from('a lamp') })
  const { message: review, isHeld } = await author.send('message.post', { room, text: '见附件', files: [file.id] })
  expect(isHeld).toBe(true)
  expect(await waiting()).toMatchObject([{ id: review, words: ['返点'], files: [file] }])
  await author.send('review.withdraw', { room, review })
})

test('the same deed is held once, however often it is sent and whatever becomes of the list', async () => {
  const cid = newCid()
  const post = { room, text: 'a kickback of five' }
  const answers = await Promise.all(Array.from({ length: 10 }, () => author.send('message.post', post, cid)))
  expect(new Set(answers.map(({ message }) => message)).size).toBe(1)
  await chair.send('words.change', { room: behind, add: [], drop: ['kickback'], reason: 'as agreed' })
  expect(await author.send('message.post', post, cid)).toMatchObject({ isHeld: true, message: answers[0]!.message })
  await expect(author.send('message.post', { room, text: 'a kickback of six' }, cid)).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(await waiting()).toHaveLength(1)
  const open = newCid()
  const first = await author.send('message.post', { room, text: 'no kickback at all' }, open)
  expect(first.isHeld).toBeUndefined()
  await chair.send('words.change', { room: behind, add: ['kickback'], drop: [], reason: 'as agreed' })
  expect(await author.send('message.post', { room, text: 'no kickback at all' }, open)).toEqual(first)
  await author.send('review.withdraw', { room, review: answers[0]!.message })
})

test('a change that brings a listed word in is refused; those who run the room are not held up', async () => {
  const { message } = await author.send('message.post', { room, text: 'harmless' })
  await expect(author.send('message.edit', { room, message, text: '返点' })).rejects.toMatchObject({
    key: 'rooms.editNeedsReview',
  })
  expect((await chair.send('message.post', { room, text: '这里不谈返点' })).isHeld).toBeUndefined()
})

test('somebody muted does not reach the review either', async () => {
  await chair.send('seat.mute', { room, person: author.person, minutes: 5, reason: 'enough of it' })
  await expect(held('返点返点')).rejects.toMatchObject({ key: 'rooms.muted' })
  await chair.send('seat.unmute', { room, person: author.person, reason: 'as agreed' })
  expect(await waiting()).toEqual([])
})

test('what waits while the room is archived cannot be approved, and so is not lost', async () => {
  const { message: review } = await held('返点如何？')
  await chair.send('lounge.archive', { room, reason: 'a pause' })
  await expect(chair.send('review.approve', { room: behind, review })).rejects.toMatchObject({ key: 'rooms.archived' })
  await chair.send('lounge.reopen', { room, reason: 'go on' })
  await chair.send('review.approve', { room: behind, review })
  await until(async () => (await own()).length === 0)
  await expectSoundStore(app.hub)
})
