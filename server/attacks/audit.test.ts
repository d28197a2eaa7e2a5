import { afterAll, beforeAll, expect, test } from 'vitest'
import { logEntries } from '#server/platform/entry.model.ts'
import { sha256 } from '#server/platform/seal.ts'
import { buildCluster, buildLounge, buildPeople, newCid } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import { type ChainedEntry, verifyChain } from '#shared/platform/chain.ts'

let app: TestApp
let room: string
let chair: Member
let deputy: Member
let author: Member
let stranger: Member

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  const ids = await buildPeople(app, [{ seats: ['chair'] }, {}, { language: 'zh' }, {}])
  const all = await Promise.all(ids.map((id) => connectMember(app, id)))
  ;[chair, deputy, author, stranger] = all as [Member, Member, Member, Member]
  room = await buildLounge(app, {
    chair: chair.person,
    members: [author.person],
    roll: { [deputy.person]: 'viceChair' },
    access: 'invitation',
  })
  await until(() => app.running.rooms.peek(`${room}.backstage`)?.find('seat', deputy.person)?.state === 'seated')
})
afterAll(() => app.stop())

const record = async (member: Member, given: object = {}) => (await member.ask('room.record', { room, ...given })).acts
const logOf = async (member: Member) =>
  (await member.ask('room.entries', { room, limit: 500 })).entries as unknown as ChainedEntry[]
const verdict = async () => verifyChain(await logOf(author), { seq: 0, hash: '' }, sha256)

test('each act stands in the record with who, whom and why, newest first, for every member of the room', async () => {
  const { message } = await author.send('message.post', { room, text: 'words that must go' })
  await chair.send('seat.mute', { room, person: author.person, minutes: 5, reason: 'first warning' })
  await deputy.send('seat.unmute', { room, person: author.person, reason: 'an excuse was made' })
  await chair.send('room.lock', { room, reason: 'a short break' })
  await chair.send('room.unlock', { room, reason: 'the break is over' })
  await chair.send('message.redact', { room, message, reason: 'names a person' })
  const acts = await record(author)
  expect(acts.map(({ act, by, person, reason }) => [act, by, person, reason])).toEqual([
    ['redacted', chair.person, author.person, 'names a person'],
    ['unlocked', chair.person, null, 'the break is over'],
    ['locked', chair.person, null, 'a short break'],
    ['unmuted', deputy.person, author.person, 'an excuse was made'],
    ['muted', chair.person, author.person, 'first warning'],
    ['opened', 'system', null, ''],
  ])
  expect(JSON.stringify(acts)).not.toContain('words that must go')
  expect((await record(author, { kind: 'seat' })).map(({ act }) => act)).toEqual(['unmuted', 'muted'])
  expect((await record(author, { person: deputy.person })).map(({ act }) => act)).toEqual(['unmuted'])
  expect(await record(author, { from: Date.now() + 60_000 })).toEqual([])
  await expect(record(stranger)).rejects.toMatchObject({ code: 'not_found' })
})

test('what happens backstage is in the record of the backstage room alone', async () => {
  const behind = `${room}.backstage`
  await chair.send('words.change', { room: behind, add: ['kickback'], drop: [], reason: 'heard too often' })
  await until(async () => (await app.hub.rooms.view(room))?.find('room', room)?.isScreened === true)
  const front = [await record(author), await logOf(author)]
  expect(JSON.stringify(front)).not.toContain('kickback')
  expect((await chair.ask('room.record', { room: behind })).acts[0]).toMatchObject({
    act: 'listed',
    count: 1,
    reason: 'heard too often',
  })
  await expect(author.ask('room.record', { room: behind })).rejects.toMatchObject({ code: 'not_found' })
})

test('none of the acts that keep order is done without a reason', async () => {
  const person = { room, person: author.person }
  const acts: [string, object][] = [
    ['seat.mute', { ...person, minutes: 5 }],
    ['seat.unmute', person],
    ['seat.remove', person],
    ['room.lock', { room }],
    ['room.unlock', { room }],
    ['words.change', { room: `${room}.backstage`, add: ['rebate'], drop: [] }],
  ]
  for (const [name, input] of acts) {
    for (const reason of [undefined, '', '  no ']) {
      const asked = { name, cid: newCid(), input: reason === undefined ? input : { ...input, reason } }
      const reply = await chair.socket.emitWithAck('command', asked)
      expect({ name, reply }).toMatchObject({ name, reply: { ok: false, error: { code: 'invalid_input' } } })
    }
  }
})

test('whoever runs the room has no way to change or take back what they did', async () => {
  const before = await logOf(chair)
  const muted = before.find(({ changes }) => changes.some(({ event }) => event === 'seat.muted'))!
  const attempts: [string, object][] = [
    ['message.delete', { room, message: author.person }],
    ['message.redact', { room, message: muted.cid, reason: 'was never said' }],
    ['message.edit', { room, message: muted.cid, text: 'nicer words' }],
    ['message.release', { room, message: 'x', author: author.person, text: 'I agree', replyTo: null, approvedBy: 'y' }],
    ['review.file', { room: `${room}.backstage`, review: 'x', as: 'posted' }],
    ['room.screen', { room }],
  ]
  for (const [name, input] of attempts) {
    for (const member of [chair, deputy]) {
      const reply = await member.socket.emitWithAck('command', { name, cid: newCid(), input })
      expect({ name, isDone: reply.ok }).toEqual({ name, isDone: false })
    }
  }
  // The same deed again is the same deed: its reason cannot be put right afterwards.
  const again = { room, person: author.person, minutes: 5, reason: 'a better reason' }
  const reply = await chair.socket.emitWithAck('command', { name: 'seat.mute', cid: muted.cid, input: again })
  expect(reply).toMatchObject({ ok: false, error: { code: 'conflict' } })
  expect(await logOf(chair)).toEqual(before)
  expect(await verdict()).toMatchObject({ brokenAt: null })
})

test('a log that was changed in the database does not verify, and the place is named', async () => {
  expect(await verdict()).toMatchObject({ brokenAt: null })
  const log = logEntries(app.hub.store).collection
  const muted = (await log.findOne({ room, 'changes.event': 'seat.muted' })) as unknown as ChainedEntry
  const change = (part: object) => log.updateOne({ room, seq: muted.seq }, { $set: part })
  await change({ 'changes.0.item.mute.reason': 'a better reason' })
  expect(await verdict()).toMatchObject({ brokenAt: muted.seq })
  await change({ changes: muted.changes, by: deputy.person })
  expect(await verdict()).toMatchObject({ brokenAt: muted.seq })
  await change({ by: muted.by })
  expect(await verdict()).toMatchObject({ brokenAt: null })
})
