import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCluster, buildLounge, buildPeople, newCid } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import { backstageOf } from '#shared/rooms/contract.ts'
import { asHub } from './asHub.ts'

let app: TestApp
let room: string
let behind: string
let suspended: string
let [chair, member, reporter, officer, second]: Member[] = []

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  const secretariat = { seats: ['secretariat' as const] }
  const ids = await buildPeople(app, [{}, {}, {}, secretariat, secretariat, { state: 'suspended' }])
  suspended = ids[5]!
  ;[chair, member, reporter, officer, second] = await Promise.all(
    ids.slice(0, 5).map((person) => connectMember(app, person)),
  )
  room = await buildLounge(app, { chair: chair!.person, members: [member!.person, reporter!.person] })
  behind = backstageOf(room)
  await until(() => app.running.rooms.peek(behind)?.find('seat', chair!.person)?.state === 'seated')
})
afterAll(async () => {
  for (const one of [chair, member, reporter, officer, second]) one!.leave()
  await app.stop()
})

/** How many notices of the desk the person is shown, in its one line. */
async function toldTo(person: Member, desk = behind): Promise<number> {
  const { notices } = await person.ask('notices.list', {})
  const lines = notices.filter(({ kind, room }) => kind === 'desk' && room === desk)
  expect(lines.length).toBeLessThan(2)
  for (const line of lines) expect(line).toMatchObject({ address: `/rooms/${desk}`, isRead: false })
  return lines[0]?.ids.length ?? 0
}
/** Until the chair and the two of the secretariat have been told so often in all. */
const untilTold = (...counts: [number, number, number]) =>
  until(async () => `${await Promise.all([chair!, officer!, second!].map((person) => toldTo(person)))}` === `${counts}`)

async function report(author: Member, text: string, where = room): Promise<void> {
  const { message } = await author.send('message.post', { room: where, text })
  await reporter!.send('message.report', { room: where, message, reason: 'rude' })
}

test('a report of the only chair is told to the secretariat, of anybody else to the chair alone', async () => {
  await report(member!, 'something rude')
  await untilTold(1, 0, 0)
  await report(chair!, 'something rude from above')
  await untilTold(1, 1, 1)
  expect((await officer!.ask('backstage.desk', { room: behind })).reports).toHaveLength(2)
})

test('nobody of the secretariat is told of a report of themselves', async () => {
  await officer!.send('room.join', { room })
  await report(officer!, 'something rude from the office')
  await untilTold(2, 1, 1)
  await asHub(app.hub, 'seat.vacate', { room, person: chair!.person, cause: 'left' }, newCid())
  await until(() => app.running.rooms.peek(behind)?.find('seat', chair!.person)?.state === 'removed')
  await report(officer!, 'something rude from the office again')
  await untilTold(0, 1, 2)
})

test('where the chair has left, the secretariat is told of reports and of held messages', async () => {
  await report(member!, 'something rude again')
  await untilTold(0, 2, 3)
  await officer!.send('words.change', { room: behind, add: ['返点'], drop: [], reason: 'as agreed' })
  await until(async () => (await app.hub.rooms.view(room))?.find('room', room)?.isScreened === true)
  const { isHeld } = await member!.send('message.post', { room, text: '有多少返点？' })
  expect(isHeld).toBe(true)
  await untilTold(0, 3, 4)
})

test('where the only chair is suspended, the secretariat is told', async () => {
  const other = await buildLounge(app, { chair: suspended, members: [member!.person, reporter!.person] })
  const desk = backstageOf(other)
  await until(() => app.running.rooms.peek(desk)?.find('seat', suspended)?.state === 'seated')
  await report(member!, 'something rude elsewhere', other)
  await until(async () => (await toldTo(officer!, desk)) === 1)
})
