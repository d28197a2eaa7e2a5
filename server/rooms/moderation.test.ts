import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildCluster, buildLounge, buildPeople, newCid } from '#server/testing/factories.ts'
import { connectMember, expectLiveEqualsFresh, type Member } from '#server/testing/member.ts'
import { expectSoundStore } from '#server/testing/soundLog.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import { mentionOf } from '#shared/rooms/message.ts'
import { plainRules } from '#shared/rooms/moderation.ts'

const minuteMs = 60_000
let app: TestApp
let now = Date.now()
let chair: Member
let other: Member
let author: Member
let reader: Member

function pass(ms: number): void {
  now += ms
}

beforeAll(async () => {
  app = await startTestApp({ clock: { now: () => new Date(now) } })
  await buildCluster(app)
  const ids = await buildPeople(app, [{ seats: ['chair'] }, {}, {}, { language: 'zh' }])
  const all = await Promise.all(ids.map((id) => connectMember(app, id)))
  ;[chair, other, author, reader] = all as [Member, Member, Member, Member]
})
afterAll(() => app.stop())

/** A lounge with two who run it and two who do not, all of them listening. */
async function openRoom(given: object = {}): Promise<string> {
  const room = await buildLounge(app, {
    chair: chair.person,
    members: [author.person, reader.person],
    roll: { [other.person]: 'viceChair' },
    ...given,
  })
  for (const member of [chair, other, author, reader]) await member.enter(room)
  return room
}
const seatOf = (member: Member, room: string, person: string) => member.rooms.get(room)!.things.get(`seat/${person}`)
const refusedAs = (key: string) => expect.objectContaining({ key })

describe('seat.mute', () => {
  test('keeps from posting, editing and reacting until it ends by itself, and says how long and why', async () => {
    const room = await openRoom()
    const { message } = await author.send('message.post', { room, text: 'first' })
    const { seq, until } = await chair.send('seat.mute', {
      room,
      person: author.person,
      minutes: 10,
      reason: '离题太远',
    })
    expect(until).toBe(now + 10 * minuteMs)
    await author.heard(room, seq)
    expect(seatOf(author, room, author.person)).toMatchObject({
      state: 'seated',
      mute: { until, by: chair.person, reason: '离题太远' },
    })
    await expect(author.send('message.post', { room, text: 'still?' })).rejects.toMatchObject({
      code: 'wrong_state',
      key: 'rooms.muted',
      details: { values: { minutes: 10, reason: '离题太远' } },
    })
    await expect(author.send('message.edit', { room, message, text: 'by the back door' })).rejects.toEqual(
      refusedAs('rooms.muted'),
    )
    await expect(author.send('reaction.set', { room, message, emoji: '😡', isOn: true })).rejects.toEqual(
      refusedAs('rooms.muted'),
    )
    await author.send('message.delete', { room, message })
    pass(10 * minuteMs)
    await author.send('message.post', { room, text: 'back again' })
    await expectLiveEqualsFresh(app, reader, room)
  })

  test('is lifted before its time by whoever runs the room, but not by oneself', async () => {
    const room = await openRoom()
    await chair.send('seat.mute', { room, person: other.person, minutes: 10, reason: 'too loud' })
    await expect(other.send('seat.unmute', { room, person: other.person, reason: 'as agreed' })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    await expect(other.send('message.post', { room, text: 'hm' })).rejects.toEqual(refusedAs('rooms.muted'))
    await chair.send('seat.unmute', { room, person: other.person, reason: 'as agreed' })
    await other.send('message.post', { room, text: 'thanks' })
    await expect(chair.send('seat.unmute', { room, person: other.person, reason: 'as agreed' })).rejects.toEqual(
      refusedAs('rooms.notMuted'),
    )
  })

  test('outlasts leaving, coming back and another seat', async () => {
    const room = await openRoom()
    await chair.send('seat.mute', { room, person: author.person, minutes: 10, reason: 'too loud' })
    await author.send('room.leave', { room })
    await author.send('room.join', { room })
    await expect(author.send('message.post', { room, text: 'me again' })).rejects.toEqual(refusedAs('rooms.muted'))
    await chair.send('seat.grant', { room, person: author.person, seat: 'secretary' })
    await expect(author.send('message.post', { room, text: 'me again' })).rejects.toEqual(refusedAs('rooms.muted'))
  })

  test('is not needed for an observer, who stays one over leaving, coming back and being sent out', async () => {
    const room = await openRoom()
    const { person } = author
    await chair.send('seat.grant', { room, person, seat: 'observer', reason: 'as agreed' })
    const mayNotWrite = () =>
      expect(author.send('message.post', { room, text: 'let me' })).rejects.toMatchObject({ code: 'not_allowed' })
    await mayNotWrite()
    await author.send('room.leave', { room })
    await author.send('room.join', { room })
    await mayNotWrite()
    await chair.send('seat.remove', { room, person, reason: 'once more', mayReturn: true })
    await author.send('room.join', { room })
    await mayNotWrite()
  })

  test('is no member’s to give, nor anybody’s to a chair but the secretariat’s', async () => {
    const room = await openRoom()
    const mute = { room, minutes: 5, reason: 'a coup' }
    await expect(author.send('seat.mute', { ...mute, person: reader.person })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    await expect(other.send('seat.mute', { ...mute, person: chair.person })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    await expect(chair.send('seat.mute', { ...mute, person: chair.person })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    await expect(chair.send('seat.mute', { ...mute, person: author.person, reason: '' })).rejects.toMatchObject({
      details: { fields: { reason: 'platform.field.reason' } },
    })
  })

  test('racing with posts, each post stands before it or is refused', async () => {
    const room = await openRoom()
    const early = Array.from({ length: 20 }, (_, n) => author.send('message.post', { room, text: `before ${n}` }))
    const muting = chair.send('seat.mute', { room, person: author.person, minutes: 5, reason: 'enough' })
    const late = Array.from({ length: 20 }, (_, n) => author.send('message.post', { room, text: `after ${n}` }))
    const { seq } = await muting
    const outcomes = await Promise.allSettled([...early, ...late])
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') expect(outcome.value.seq).toBeLessThan(seq)
      else expect(outcome.reason).toEqual(refusedAs('rooms.muted'))
    }
    expect(outcomes.at(-1)!.status).toBe('rejected')
  })
})

describe('room.lock', () => {
  test('silences everybody but those who run the room, once for two who lock at once, and is undone', async () => {
    const room = await openRoom()
    const locks = await Promise.allSettled([
      chair.send('room.lock', { room, reason: '请先听报告' }),
      other.send('room.lock', { room, reason: 'listen first' }),
    ])
    expect(locks.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(author.send('message.post', { room, text: 'but' })).rejects.toEqual(refusedAs('rooms.locked'))
    await other.send('message.post', { room, text: 'the report' })
    await expect(author.send('room.unlock', { room, reason: 'as agreed' })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    const { seq } = await other.send('room.unlock', { room, reason: 'as agreed' })
    await author.send('message.post', { room, text: 'thank you' })
    await author.heard(room, seq)
    await expectLiveEqualsFresh(app, author, room)
  })
})

describe('room.rule', () => {
  const ruled = (room: string, rules: object) =>
    chair.send('room.rule', { room, rules: { ...plainRules, ...rules }, reason: 'to be heard' })

  test('slow mode lets a participant write once in so many seconds, and those who run the room at will', async () => {
    const room = await openRoom()
    await ruled(room, { slowSeconds: 30 })
    const cid = newCid()
    const first = await author.send('message.post', { room, text: 'one' }, cid)
    expect(await author.send('message.post', { room, text: 'one' }, cid)).toEqual(first)
    pass(10_000)
    await expect(author.send('message.post', { room, text: 'two' })).rejects.toMatchObject({
      code: 'wrong_state',
      key: 'rooms.slow',
      details: { values: { seconds: 20 }, retryAfterMs: 20_000 },
    })
    expect(await author.send('message.post', { room, text: 'one' }, cid)).toEqual(first)
    await reader.send('message.post', { room, text: 'me too' })
    for (const text of ['a', 'b']) await chair.send('message.post', { room, text })
    pass(20_000)
    const { seq } = await author.send('message.post', { room, text: 'two' })
    await reader.heard(room, seq)
    expect((await author.ask('room.standing', { room })).pace).toMatchObject({ at: now })
    await expectLiveEqualsFresh(app, reader, room)
  })

  test('slow mode lets one of many posts at once through', async () => {
    const room = await openRoom()
    await ruled(room, { slowSeconds: 30 })
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => author.send('message.post', { room, text: `${n}` })),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('so many messages within a minute, then as each minute allows', async () => {
    const room = await openRoom()
    await ruled(room, { perMinute: 3 })
    for (const text of ['one', 'two', 'three']) await author.send('message.post', { room, text })
    await expect(author.send('message.post', { room, text: 'four' })).rejects.toMatchObject({
      code: 'too_many_requests',
      details: { retryAfterMs: 20_000 },
    })
    pass(20_000)
    await author.send('message.post', { room, text: 'four' })
    await expect(author.send('message.post', { room, text: 'five' })).rejects.toEqual(refusedAs('rooms.busy'))
  })

  test('who may write, and who may call everybody', async () => {
    const room = await openRoom()
    const text = `${mentionOf('所有人', 'everybody')} 请看`
    await expect(author.send('message.post', { room, text })).rejects.toEqual(refusedAs('rooms.mayNotCallAll'))
    const { message } = await author.send('message.post', { room, text: 'look' })
    await expect(author.send('message.edit', { room, message, text })).rejects.toEqual(refusedAs('rooms.mayNotCallAll'))
    const { seq, message: call } = await chair.send('message.post', { room, text })
    await reader.heard(room, seq)
    expect(reader.rooms.get(room)!.things.get(`message/${call}`)).toMatchObject({ mentions: ['everybody'] })
    await ruled(room, { callAll: 'members', write: 'members' })
    await author.send('message.post', { room, text })
    await ruled(room, { write: 'runners' })
    await expect(author.send('message.post', { room, text: 'hello' })).rejects.toMatchObject({ code: 'not_allowed' })
    await other.send('message.post', { room, text: 'hello' })
    await expect(author.send('room.rule', { room, rules: plainRules, reason: 'for all' })).rejects.toMatchObject({
      code: 'not_allowed',
    })
  })
})

describe('seat.remove', () => {
  test('for good: no way back but by being seated, and the reason is told', async () => {
    const room = await openRoom()
    await chair.send('seat.remove', { room, person: author.person, reason: '多次扰乱秩序' })
    await expect(author.send('room.join', { room })).rejects.toMatchObject({ code: 'not_found' })
    const standing = await author.ask('room.standing', { room })
    expect(standing).toMatchObject({ removal: { reason: '多次扰乱秩序' }, reviews: [], reports: [] })
    await chair.send('seat.grant', { room, person: author.person, seat: 'participant' })
    await author.send('message.post', { room, text: 'back' })
  })

  test('until they come back: refused where they could not, as in a room by invitation', async () => {
    const room = await openRoom({ access: 'invitation' })
    const removal = { room, person: author.person, reason: '请冷静一下' }
    await expect(chair.send('seat.remove', { ...removal, mayReturn: true })).rejects.toMatchObject({
      code: 'invalid_input',
      details: { fields: { mayReturn: 'rooms.noWayBack' } },
    })
    await author.send('message.post', { room, text: 'still here' })
    await chair.send('seat.remove', removal)
    expect(await author.ask('room.standing', { room })).toMatchObject({ removal: { reason: '请冷静一下' } })
  })

  test('until they come back: without their office', async () => {
    const room = await openRoom()
    await chair.send('seat.remove', { room, person: other.person, reason: '请冷静一下', mayReturn: true })
    await expect(other.send('message.post', { room, text: 'no' })).rejects.toMatchObject({ code: 'not_allowed' })
    expect((await other.enter(room)).seat).toMatchObject({ state: 'left', seat: 'participant', reason: '请冷静一下' })
    await other.send('room.join', { room })
    await other.send('message.post', { room, text: 'calm again' })
    await expect(other.send('room.lock', { room, reason: 'to see' })).rejects.toMatchObject({ code: 'not_allowed' })
  })
})

test('who is muted, and everybody who is called, finds a notice of it', async () => {
  const room = await openRoom()
  await chair.send('seat.mute', { room, person: reader.person, minutes: 5, reason: 'a short rest' })
  await chair.send('message.post', { room, text: mentionOf('所有人', 'everybody') })
  const kinds = async (member: Member) => {
    const { notices } = await member.ask('notices.list', {})
    return notices.filter((notice) => JSON.stringify(notice).includes(room)).map(({ kind }) => kind)
  }
  await until(async () => (await kinds(reader)).length === 2 && (await kinds(author)).length === 1)
  expect((await kinds(reader)).sort()).toEqual(['mention', 'muted'])
  const { notices } = await reader.ask('notices.list', {})
  expect(notices.find(({ kind }) => kind === 'muted')!.text).toBe('理由：a short rest')
  expect(await kinds(author)).toEqual(['mention'])
  expect(await kinds(chair)).toEqual([])
})

test('what is stored is sound: every read model is what its log says', async () => {
  await expectSoundStore(app.hub)
})
