import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCluster, buildPeople, newCid } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { expectSoundStore } from '#server/testing/soundLog.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'

let app: TestApp
let room: string
let behind: string
let [chair, deputy, author, reporter, officer]: Member[] = []
const secretReason = 'names a rival with a slur'

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  const ids = await buildPeople(app, [{ seats: ['chair'] }, {}, {}, {}, { seats: ['secretariat'] }])
  ;[chair, deputy, author, reporter, officer] = await Promise.all(ids.map((id) => connectMember(app, id)))
  const lounge = {
    title: { zh: '交流厅', en: '', authoritative: 'zh' as const },
    topic: { zh: '', en: '' },
    access: 'open' as const,
    seats: [],
    isDefault: false,
  }
  room = (await chair!.send('lounge.open', lounge)).room
  behind = `${room}.backstage`
  for (const member of [author!, reporter!]) await member.send('room.join', { room })
  await until(() => app.running.rooms.peek(behind)?.find('room', behind) != null)
  await chair!.send('seat.grant', { room, person: deputy!.person, seat: 'viceChair' })
  await until(() => app.running.rooms.peek(behind)?.find('seat', deputy!.person)?.state === 'seated')
})
afterAll(() => app.stop())

const desk = (member: Member) => member.ask('backstage.desk', { room: behind })
const post = async (member: Member, text = 'something rude') =>
  (await member.send('message.post', { room, text })).message

test('message.report goes backstage with its reason; the front room, its author and the log learn nothing of it', async () => {
  const message = await post(author!)
  for (const member of [author!, chair!]) await member.enter(room)
  const heard = author!.signals.length
  const before = (await author!.ask('room.entries', { room, limit: 500 })).entries.length
  await reporter!.send('message.report', { room, message, reason: secretReason })
  const { reports, reporters } = await desk(chair!)
  expect(reports).toMatchObject([
    { id: message, author: author!.person, state: 'open', complaints: [{ reason: secretReason }] },
  ])
  expect(reporters).toEqual({ [reports[0]!.complaints[0]!.id]: reporter!.person })
  const told = [
    await author!.ask('room.entries', { room, limit: 500 }),
    await author!.ask('room.standing', { room }),
    await author!.ask('rooms.list', {}),
    await author!.ask('messages.page', { room }),
    await author!.ask('room.roll', { room }),
    author!.signals.slice(heard),
  ]
  expect((told[0] as { entries: unknown[] }).entries).toHaveLength(before)
  expect(JSON.stringify(told)).not.toContain(secretReason)
  expect(JSON.stringify(told)).not.toContain(behind)
  const backstageLog = await chair!.ask('room.entries', { room: behind, limit: 500 })
  expect(JSON.stringify(backstageLog)).not.toContain(`"${reporter!.person}"`)
})

test('the outcome is told to the reporter alone, until they have taken note', async () => {
  const [report] = (await desk(chair!)).reports
  const message = report!.id
  const standing = async (member: Member) => (await member.ask('room.standing', { room })).reports
  expect(await standing(reporter!)).toMatchObject([{ message, state: 'open', outcome: null }])
  await expect(
    author!.send('report.settle', { room: behind, message, outcome: 'dismissed', reason: 'mine' }),
  ).rejects.toMatchObject({ code: 'not_found' })
  await chair!.send('message.redact', { room, message, reason: 'rude words' })
  await chair!.send('report.settle', { room: behind, message, outcome: 'redacted', reason: '言语不当，已撤下' })
  await expect(
    deputy!.send('report.settle', { room: behind, message, outcome: 'dismissed', reason: 'me too' }),
  ).rejects.toMatchObject({ code: 'wrong_state' })
  await until(() => reporter!.signals.some(({ payload }) => JSON.stringify(payload) === '{"board":"standing"}'))
  expect(author!.signals.some(({ payload }) => JSON.stringify(payload) === '{"board":"standing"}')).toBe(false)
  expect(await standing(reporter!)).toMatchObject([
    { message, state: 'settled', outcome: 'redacted', reason: '言语不当，已撤下' },
  ])
  expect(await standing(author!)).toEqual([])
  await reporter!.send('report.close', { room, message })
  expect(await standing(reporter!)).toEqual([])
})

test('one person reports a message once, also at once; after an outcome again', async () => {
  const message = await post(author!, 'again')
  const report = { room, message, reason: 'rude again' }
  const cid = newCid()
  await Promise.all(Array.from({ length: 10 }, () => reporter!.send('message.report', report, cid)))
  await expect(reporter!.send('message.report', { ...report, reason: 'and again' })).rejects.toMatchObject({
    key: 'rooms.alreadyReported',
  })
  await chair!.send('message.report', { room, message, reason: 'I saw it too' })
  const found = async () => (await desk(chair!)).reports.find(({ id }) => id === message)!
  expect((await found()).complaints).toHaveLength(2)
  await deputy!.send('report.settle', { room: behind, message, outcome: 'dismissed', reason: 'within bounds' })
  await reporter!.send('message.report', { ...report, reason: 'still rude' })
  expect(await found()).toMatchObject({ state: 'open', outcome: null, complaints: [{ reason: 'still rude' }] })
})

test('one’s own message cannot be reported; nor what is erased, elsewhere, or in a room one may not enter', async () => {
  const message = await post(author!, 'mine')
  await expect(author!.send('message.report', { room, message, reason: 'self-hate' })).rejects.toMatchObject({
    name: 'Refusal',
  })
  await author!.send('message.delete', { room, message })
  await expect(reporter!.send('message.report', { room, message, reason: 'too late' })).rejects.toMatchObject({
    key: 'rooms.messageErased',
  })
  for (const [place, id] of [
    [behind, message],
    [room, 'nothing'],
    ['nowhere', message],
  ] as const) {
    const report = reporter!.send('message.report', { room: place, message: id, reason: 'is it there?' })
    await expect(report).rejects.toMatchObject({ code: 'not_found' })
  }
})

test('who runs the room and is complained of sees not by whom, and may not settle it; the secretariat may', async () => {
  const message = await post(deputy!, 'I am the deputy')
  await reporter!.send('message.report', { room, message, reason: 'abuse of office' })
  const seen = await desk(deputy!)
  const complaint = seen.reports.find(({ id }) => id === message)!.complaints[0]!
  expect(seen.reporters[complaint.id]).toBeUndefined()
  expect(JSON.stringify(seen)).not.toContain(`"${complaint.id}":"${reporter!.person}"`)
  await expect(
    deputy!.send('report.settle', { room: behind, message, outcome: 'dismissed', reason: 'I did well' }),
  ).rejects.toMatchObject({ code: 'not_allowed' })
  expect((await desk(officer!)).reporters[complaint.id]).toBe(reporter!.person)
  await officer!.send('report.settle', { room: behind, message, outcome: 'settled', reason: 'spoken to them' })
})

test('the desk of a room is for those who run it', async () => {
  for (const member of [author!, reporter!]) {
    await expect(desk(member)).rejects.toMatchObject({ code: 'not_found' })
    await expect(member.ask('backstage.desk', { room })).rejects.toMatchObject({ code: 'not_found' })
    await expect(
      member.send('words.change', { room: behind, add: ['word'], drop: [], reason: 'as agreed' }),
    ).rejects.toMatchObject({
      code: 'not_found',
    })
  }
  await expectSoundStore(app.hub)
})
