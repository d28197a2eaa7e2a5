import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { connectMember, expectLiveEqualsFresh, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'

let app: TestApp
let chair: Member
let expert: Member
let delegate: Member
let officer: Member

const lounge = {
  title: { zh: '智能照明', en: 'Smart lighting', authoritative: 'zh' as const },
  topic: { zh: '', en: '' },
  access: 'open' as const,
  seats: [],
  isDefault: false,
}

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  const ids = await buildPeople(app, [
    { seats: ['chair'] },
    { seats: ['expert'] },
    { seats: ['delegate'] },
    { seats: ['secretariat'] },
  ])
  ;[chair, expert, delegate, officer] = (await Promise.all(ids.map((id) => connectMember(app, id)))) as [
    Member,
    Member,
    Member,
    Member,
  ]
})
afterAll(() => app.stop())

const listed = async (member: Member) => (await member.ask('rooms.list', {})).rooms.map(({ room }) => room.id)
const refusal = (code: string) => expect.objectContaining({ code })

test('lounge.open seats who opens it in its chair, and only those who preside may', async () => {
  const { room, seq } = await chair.send('lounge.open', lounge)
  const { sync, seat } = await chair.enter(room)
  expect(seq).toBe(1)
  expect(seat).toMatchObject({ seat: 'chair', state: 'seated' })
  expect(sync).toMatchObject({ mode: 'fresh', head: { n: 0 } })
  await expect(delegate.send('lounge.open', lounge)).rejects.toEqual(refusal('not_allowed'))
  await expectLiveEqualsFresh(app, chair, room)
})

test('a lounge by seat or by invitation is unknown to the others, in lists and by its id', async () => {
  const { room: forExperts } = await chair.send('lounge.open', { ...lounge, access: 'bySeat', seats: ['expert'] })
  const { room: invited } = await chair.send('lounge.open', { ...lounge, access: 'invitation' })
  expect(await listed(expert)).toContain(forExperts)
  expect(await listed(delegate)).not.toContain(forExperts)
  expect(await listed(expert)).not.toContain(invited)
  for (const room of [forExperts, invited, 'no-such-room']) {
    await expect(delegate.enter(room)).rejects.toEqual(refusal('not_found'))
    await expect(delegate.send('room.join', { room })).rejects.toEqual(refusal('not_found'))
    await expect(delegate.ask('messages.page', { room })).rejects.toEqual(refusal('not_found'))
    await expect(delegate.ask('room.roll', { room })).rejects.toEqual(refusal('not_found'))
  }
  await chair.send('seat.grant', { room: invited, person: delegate.person, seat: 'participant' })
  await delegate.enter(invited)
  expect(await listed(delegate)).toContain(invited)
})

test('a lounge by seat needs seats, and a life table step that does not exist is refused', async () => {
  await expect(chair.send('lounge.open', { ...lounge, access: 'bySeat' })).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: { seats: 'rooms.seatsNeeded' } },
  })
  const { room } = await chair.send('lounge.open', lounge)
  await expect(chair.send('lounge.reopen', { room, reason: 'not closed' })).rejects.toEqual(refusal('wrong_state'))
  await chair.send('lounge.archive', { room, reason: 'the season is over' })
  await expect(chair.send('lounge.describe', { room, ...lounge })).rejects.toEqual(refusal('wrong_state'))
  await chair.send('lounge.reopen', { room, reason: 'a new season' })
})

test('room.join and room.leave change the roll; the last chair may not leave', async () => {
  const room = await buildLounge(app, { chair: chair.person })
  await expect(delegate.send('message.post', { room, text: 'hello' })).rejects.toEqual(refusal('not_allowed'))
  await delegate.send('room.join', { room })
  await delegate.send('message.post', { room, text: 'hello' })
  await expect(delegate.send('room.join', { room })).rejects.toEqual(refusal('already_done'))
  await delegate.send('room.leave', { room })
  await expect(delegate.send('message.post', { room, text: 'again' })).rejects.toEqual(refusal('not_allowed'))
  await expect(chair.send('room.leave', { room })).rejects.toMatchObject({ key: 'rooms.lastChair' })
  await chair.send('seat.grant', { room, person: expert.person, seat: 'chair' })
  await chair.send('room.leave', { room })
})

test('seat.remove ends listening with its own frame: nothing that follows is heard', async () => {
  const room = await buildLounge(app, { chair: chair.person, members: [delegate.person] })
  await delegate.enter(room)
  await chair.enter(room)
  const removal = chair.send('seat.remove', { room, person: delegate.person, reason: '扰乱秩序' })
  const after = Array.from({ length: 5 }, (_, index) => chair.send('message.post', { room, text: `after ${index}` }))
  const { seq } = await removal
  const last = Math.max(...(await Promise.all(after)).map((answer) => answer.seq))
  await chair.heard(room, last)
  await delegate.heard(room, seq)
  await pause(100)
  expect(delegate.rooms.get(room)!.transcript.at(-1)!.seq).toBe(seq)
  expect(delegate.signals).toContainEqual({ name: 'removed', payload: { room } })
  await expect(delegate.enter(room)).rejects.toEqual(refusal('not_found'))
  const range = await delegate.socket.emitWithAck('range', { room, after: 0, upTo: 100 })
  expect(range).toMatchObject({ ok: false, error: { code: 'not_found' } })
})

test('narrowing access ends the listening of those who no longer may, and tells their lists', async () => {
  const room = await buildLounge(app, { chair: chair.person })
  await delegate.enter(room)
  const { seq } = await chair.send('lounge.describe', { room, ...lounge, access: 'bySeat', seats: ['expert'] })
  await delegate.heard(room, seq)
  await pause(50)
  const { seq: after } = await chair.send('message.post', { room, text: 'experts only' })
  await chair.enter(room)
  await pause(100)
  expect(delegate.rooms.get(room)!.head.seq).toBeLessThan(after)
  expect(delegate.signals).toContainEqual({ name: 'removed', payload: { room } })
  expect(delegate.signals).toContainEqual({ name: 'hint', payload: { board: 'rooms' } })
})

test('seat.grant of somebody unknown is refused, of a removed one lets them in again', async () => {
  const room = await buildLounge(app, { chair: chair.person, members: [delegate.person] })
  await expect(chair.send('seat.grant', { room, person: 'nobody', seat: 'participant' })).rejects.toEqual(
    refusal('not_found'),
  )
  await chair.send('seat.remove', { room, person: delegate.person, reason: 'a mistake' })
  await expect(delegate.send('room.join', { room })).rejects.toEqual(refusal('not_found'))
  await chair.send('seat.grant', { room, person: delegate.person, seat: 'observer' })
  await delegate.enter(room)
})

test('seat.grant of a seat with fewer rights asks a reason, which the seat and the record keep', async () => {
  const room = await buildLounge(app, { chair: chair.person, roll: { [delegate.person]: 'secretary' } })
  const lower = { room, person: delegate.person, seat: 'observer' as const }
  await expect(chair.send('seat.grant', lower)).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: { reason: 'platform.field.reason' } },
  })
  await chair.send('seat.grant', { ...lower, reason: 'only listening now' })
  const { seats } = await chair.ask('room.roll', { room })
  expect(seats.find(({ id }) => id === delegate.person)).toMatchObject({
    seat: 'observer',
    was: 'secretary',
    reason: 'only listening now',
  })
  const { acts } = await delegate.ask('room.record', { room })
  expect(acts[0]).toMatchObject({ act: 'granted', seat: 'observer', reason: 'only listening now' })
  await chair.send('seat.grant', { room, person: delegate.person, seat: 'participant' })
})

test('whoever holds an office may give it up, with a reason, but not take one; the last chair may not', async () => {
  const room = await buildLounge(app, { chair: chair.person, roll: { [delegate.person]: 'viceChair' } })
  const own = { room, person: delegate.person, reason: 'my term is over' }
  await expect(delegate.send('seat.grant', { ...own, seat: 'chair' })).rejects.toEqual(refusal('not_allowed'))
  await expect(delegate.send('seat.grant', { ...own, seat: 'participant', reason: ' ' })).rejects.toMatchObject({
    code: 'invalid_input',
  })
  await delegate.send('seat.grant', { ...own, seat: 'participant' })
  const { seats } = await chair.ask('room.roll', { room })
  expect(seats.find(({ id }) => id === delegate.person)).toMatchObject({ seat: 'participant', was: 'viceChair' })
  await expect(delegate.send('seat.grant', { ...own, seat: 'viceChair' })).rejects.toEqual(refusal('not_allowed'))
  const last = chair.send('seat.grant', { room, person: chair.person, seat: 'participant', reason: 'mine too' })
  await expect(last).rejects.toMatchObject({ key: 'rooms.lastChair' })
})

test('markers only move forward, never past the head, and tell the own devices and the room', async () => {
  const room = await buildLounge(app, { chair: chair.person, members: [delegate.person] })
  const phone = await connectMember(app, delegate.person, { token: delegate.token })
  await chair.enter(room)
  for (let index = 0; index < 3; index++) await chair.send('message.post', { room, text: `message ${index}` })
  const head = (await chair.enter(room)).sync.head
  expect(await delegate.send('marker.move', { room, seq: 9999, n: 9999 })).toEqual({ seq: head.seq, n: 3 })
  expect(await delegate.send('marker.move', { room, seq: 1, n: 0 })).toEqual({ seq: head.seq, n: 3 })
  const told = { name: 'marker', payload: { room, seq: head.seq, n: 3 } }
  await until(() => phone.signals.some((signal) => JSON.stringify(signal) === JSON.stringify(told)))
  await until(() => chair.signals.some(({ name }) => name === 'markers'))
  const [heard] = chair.signals.filter(({ name }) => name === 'markers').map(({ payload }) => payload)
  expect(heard).toEqual({ room, markers: [{ person: delegate.person, seq: head.seq, n: 3 }] })
  const { rooms } = await delegate.ask('rooms.list', {})
  expect(rooms.find(({ room: { id } }) => id === room)).toMatchObject({ head: { n: 3 }, marker: { n: 3 } })
  expect((await chair.ask('room.markers', { room })).markers).toEqual([
    { person: delegate.person, seq: head.seq, n: 3 },
  ])
  phone.leave()
})

test('history comes in pages in both directions and around a place, each message once', async () => {
  const room = await buildLounge(app, { chair: chair.person })
  const posted: number[] = []
  for (let index = 0; index < 25; index++)
    posted.push((await chair.send('message.post', { room, text: `m${index}` })).seq)
  await app.hub.rooms.applied(room, posted.at(-1)!)
  const page = async (given: object) => {
    const { messages, hasOlder, hasNewer } = await chair.ask('messages.page', { room, limit: 10, ...given })
    return { seqs: messages.map(({ seq }) => seq), hasOlder, hasNewer }
  }
  expect(await page({})).toEqual({ seqs: posted.slice(15), hasOlder: true, hasNewer: false })
  expect(await page({ before: posted[15] })).toEqual({ seqs: posted.slice(5, 15), hasOlder: true, hasNewer: true })
  expect(await page({ before: posted[5] })).toEqual({ seqs: posted.slice(0, 5), hasOlder: false, hasNewer: true })
  expect(await page({ after: posted[9] })).toEqual({ seqs: posted.slice(10, 20), hasOlder: true, hasNewer: true })
  expect(await page({ around: posted[12] })).toEqual({ seqs: posted.slice(7, 17), hasOlder: true, hasNewer: true })
})

test('the secretariat enters every lounge; a backstage room is for those who run the lounge', async () => {
  const { room } = await chair.send('lounge.open', { ...lounge, access: 'invitation' })
  await officer.enter(room)
  const behind = `${room}.backstage`
  await until(async () => (await app.hub.rooms.view(behind)) !== null)
  await chair.enter(behind)
  await officer.enter(behind)
  await expect(expert.enter(behind)).rejects.toEqual(refusal('not_found'))
  await chair.send('message.post', { room: behind, text: 'for the chairs only' })
  await chair.send('seat.grant', { room, person: expert.person, seat: 'secretary' })
  const isBehind = (state: string) => async () =>
    (await app.hub.rooms.view(behind))!.find('seat', expert.person)?.state === state
  await until(isBehind('seated'))
  await chair.send('seat.grant', { room, person: expert.person, seat: 'participant', reason: 'term is over' })
  await until(isBehind('removed'))
  expect((await expert.ask('room.standing', { room: behind })).removal).toMatchObject({
    reason: '',
    cause: { key: 'rooms.runsNoMore' },
  })
  await expect(chair.send('lounge.archive', { room: behind, reason: 'not a lounge' })).rejects.toEqual(
    refusal('not_allowed'),
  )
})
