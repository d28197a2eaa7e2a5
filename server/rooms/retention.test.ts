import { afterAll, beforeAll, expect, test } from 'vitest'
import { findFile } from '#server/files/file.model.ts'
import { buildCluster, buildLounge, buildPeople, buildToken, newCid } from '#server/testing/factories.ts'
import { unwrap } from '#server/testing/member.ts'
import { expectSoundStore } from '#server/testing/soundLog.ts'
import { everyDocument } from '#server/testing/storeBytes.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import { uploadFile } from '#server/testing/uploads.ts'
import type { Ask, CommandName, Output, QueryAsk, QueryName, QueryOutput } from '#shared/contract.ts'
import { backstageOf } from '#shared/rooms/contract.ts'

let app: TestApp
/** Somebody who acts without a socket: a clock that runs ahead ends sessions and tokens. */
interface Hand {
  person: string
  send<C extends CommandName>(name: C, input: Ask<C>): Promise<Output<C>>
  ask<Q extends QueryName>(name: Q, input: QueryAsk<Q>): Promise<QueryOutput<Q>>
}
const handOf = (person: string): Hand => ({
  person,
  send: async (name, input) =>
    unwrap((await app.hub.dispatch({ name, input, actor: app.hub.actorOf(person), cid: newCid() })) as never),
  ask: async (name, input) => unwrap((await app.hub.ask({ name, input, actor: app.hub.actorOf(person) })) as never),
})
let chair: Hand
let author: Hand
let witness: Hand
let aheadMs = 0
const dayMs = 24 * 3600_000
beforeAll(async () => {
  app = await startTestApp({ clock: { now: () => new Date(Date.now() + aheadMs) } })
  await buildCluster(app)
  const [one, two, three] = await buildPeople(app, [{}, {}, {}])
  chair = handOf(one!)
  author = handOf(two!)
  witness = handOf(three!)
})
afterAll(() => app.stop())

async function later<Result>(days: number, work: () => Promise<Result>): Promise<Result> {
  aheadMs = days * dayMs
  try {
    return await work()
  } finally {
    aheadMs = 0
  }
}
const posted = async (room: string, text: string) => (await author.send('message.post', { room, text })).message
const reason = 'As the convention says'
const after30Days = { days: 30, keepsPinned: true }

test('a room loses what is older than it keeps, but for what is pinned; the preview says so beforehand, the chain verifies after', async () => {
  const room = await buildLounge(app, { chair: chair.person, members: [author.person] })
  const other = await buildLounge(app, { members: [author.person] })
  await author.send('message.post', { room: other, text: 'kept elsewhere for good' })
  for (let n = 0; n < 60; n++) await author.send('message.post', { room, text: `fading ${n}` })
  const pinned = await author.send('message.post', { room, text: 'pinned to stay' })
  await chair.send('message.pin', { room, message: pinned.message })
  const preview = (keepsPinned: 'yes' | 'no') => chair.ask('room.retention', { room, days: 30, keepsPinned })
  expect(await preview('yes')).toEqual({
    messages: 0,
    refused: 0,
    reports: 0,
    files: 0,
    authors: 0,
    oldestAt: null,
  })
  expect(await later(31, () => preview('yes'))).toMatchObject({ messages: 60, authors: 1 })
  expect(await later(31, () => preview('no'))).toMatchObject({ messages: 61 })

  expect(await later(31, () => app.running.retention.run())).toBe(0)
  await chair.send('room.retain', { room, retention: after30Days, reason })
  expect(await later(29, () => app.running.retention.run())).toBe(0)
  const fresh = await later(31, async () => {
    const { seq } = await author.send('message.post', { room, text: 'of today' })
    expect(await app.running.retention.run()).toBe(60)
    expect(await app.running.retention.run()).toBe(0)
    return seq
  })
  const { messages } = await author.ask('messages.page', { room, limit: 100 })
  expect(messages.filter(({ erased }) => erased === null).map(({ text }) => text)).toEqual([
    'pinned to stay',
    'of today',
  ])
  expect(messages.find(({ seq }) => seq === fresh)?.erased).toBeNull()
  expect(messages.find(({ erased }) => erased)?.erased).toMatchObject({
    by: 'system',
    reason: '',
    cause: { key: 'rooms.tooOld' },
  })
  expect((await everyDocument(app.hub)).filter((text) => text.includes('fading 1'))).toEqual([])
  expect((await author.ask('messages.page', { room: other })).messages[0]!.text).toBe('kept elsewhere for good')
  await expectSoundStore(app.hub)
})

test('it reaches what was refused behind the room, with its files, and what settled reports complained of; what waits stays', async () => {
  const room = await buildLounge(app, { chair: chair.person, members: [author.person, witness.person] })
  const behind = backstageOf(room)
  await until(async () => (await app.hub.rooms.fresh(behind))?.find('seat', chair.person)?.state === 'seated')
  await chair.send('words.change', { room: behind, add: ['返点'], drop: [], reason })
  await until(async () => (await app.hub.rooms.fresh(room))?.find('room', room)?.isScreened === true)
  const bytes = Buffer.from('wick drawings')
  const file = await uploadFile(
    app,
    { ...author, token: await buildToken(app, author.person) },
    { room, name: 'wick.txt', bytes },
  )
  const { message: refused } = await author.send('message.post', { room, text: '返点 of wick', files: [file.id] })
  const { message: waiting } = await author.send('message.post', { room, text: '返点 still waiting' })
  await chair.send('review.refuse', { room: behind, review: refused, reason: 'no prices here' })
  const [one, two] = [await posted(room, 'said loudly'), await posted(room, 'said softly')]
  await chair.send('message.pin', { room, message: one })
  await chair.send('message.pin', { room, message: two })
  for (const message of [one, two]) {
    await witness.send('message.report', { room, message, reason: 'sooty words' })
  }
  await chair.send('report.settle', { room: behind, message: one, outcome: 'dismissed', reason: 'it is not' })
  await chair.send('room.retain', { room, retention: after30Days, reason })

  const preview = { messages: 0, refused: 1, reports: 1, files: 1, authors: 1 }
  expect(await later(31, () => chair.ask('room.retention', { room, days: 30 }))).toMatchObject(preview)
  expect(await later(29, () => app.running.retention.run())).toBe(0)
  expect(await later(31, () => app.running.retention.run())).toBe(2)
  expect(await later(31, () => app.running.retention.run())).toBe(0)
  await until(async () => (await findFile(app.hub.store, file.id)) === null)
  const left = await everyDocument(app.hub)
  expect(left.filter((text) => /of wick|wick\.txt/.test(text))).toEqual([])
  expect(left.filter((text) => text.includes('still waiting'))).not.toEqual([])
  const { reviews, reports } = await chair.ask('backstage.desk', { room: behind })
  expect(reviews.map(({ id, text }) => [id, text])).toEqual([[waiting, '返点 still waiting']])
  const complaints = reports.map(({ id, outcome, complaints: [complaint] }) => [id, outcome, complaint!.reason])
  expect(complaints.sort()).toEqual(
    [
      [one, 'dismissed', ''],
      [two, null, 'sooty words'],
    ].sort(),
  )
  expect((await author.ask('room.standing', { room })).reviews.map(({ id }) => id)).toEqual([waiting])
  await expectSoundStore(app.hub)
})

test('is said by those who run the room, with a reason, and can be taken back before its time', async () => {
  const room = await buildLounge(app, { chair: chair.person, members: [author.person] })
  await author.send('message.post', { room, text: 'spared' })
  const asked = { room, retention: { days: 1, keepsPinned: false }, reason }
  await expect(author.send('room.retain', asked)).rejects.toMatchObject({ code: 'not_allowed' })
  await expect(author.ask('room.retention', { room, days: 1 })).rejects.toMatchObject({ code: 'not_found' })
  await expect(chair.send('room.retain', { ...asked, reason: ' ' })).rejects.toMatchObject({ code: 'invalid_input' })
  for (const days of [0, -1, 1.5, 4000]) {
    const wrong = chair.send('room.retain', { ...asked, retention: { days, keepsPinned: false } })
    await expect(wrong).rejects.toMatchObject({ code: 'invalid_input' })
  }
  await chair.send('room.retain', asked)
  await chair.send('room.retain', { ...asked, retention: null })
  expect(await later(40, () => app.running.retention.run())).toBe(0)
  const erase = chair.send('messages.erase', { room, messages: ['m'], cause: 'retention' })
  await expect(erase).rejects.toMatchObject({ code: expect.stringMatching(/not_(allowed|found)/) })
})
