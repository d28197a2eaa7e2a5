import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCluster, buildLounge, buildPeople, buildToken } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import type { ServerToClient } from '#shared/platform/protocol.ts'

type Sign = Parameters<ServerToClient['presence']>[0]

let app: TestApp
let room: string
let reader: Member
let desk: Member
let phone: Member

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  const [one, two] = await buildPeople(app, [{}, {}])
  room = await buildLounge(app, { chair: one!, members: [two!] })
  reader = await connectMember(app, one!)
  const token = await buildToken(app, two!, ['read', 'write'])
  desk = await connectMember(app, two!, { token })
  phone = await connectMember(app, two!, { token })
  for (const member of [reader, desk, phone]) await member.enter(room)
})
afterAll(async () => {
  for (const member of [reader, desk, phone]) member.leave()
  await app.stop()
})

const signs = (of: Member) =>
  of.signals.flatMap(({ name, payload }) =>
    name === 'presence' && (payload as Sign).room === room ? [payload as Sign] : [],
  )
/** How the reader sees the other person, from all that was told. */
function lampOf(person: string, of = reader): string {
  let lamp = 'unknown'
  for (const sign of signs(of)) {
    if (sign.isWhole) lamp = 'unknown'
    for (const list of ['here', 'away', 'gone'] as const) if (sign[list].includes(person)) lamp = list
  }
  return lamp
}

test('a person is away once every device of theirs is, and here with the first that is touched', async () => {
  await until(() => lampOf(desk.person) === 'here')
  desk.socket.emit('away', { isAway: true })
  // Whatever was told of the first device has been told once the second one's word is heard.
  phone.socket.emit('away', { isAway: true })
  await until(() => lampOf(desk.person) === 'away')
  expect(signs(reader).at(-1)).toMatchObject({ isWhole: false, here: [], gone: [], count: 2 })
  expect(app.hub.tell.hereNow(room)).toContain(desk.person)
  phone.socket.emit('away', { isAway: false })
  await until(() => lampOf(desk.person) === 'here')
  expect(signs(reader).filter(({ away }) => away.length > 0)).toHaveLength(1)
})

test('a newcomer is told who is away, and the last device in use takes the light with it', async () => {
  phone.leave()
  await until(() => lampOf(desk.person) === 'away')
  const newcomer = await connectMember(app, reader.person)
  await newcomer.enter(room)
  await until(() => lampOf(desk.person, newcomer) === 'away')
  newcomer.leave()
  desk.leave()
  await until(() => lampOf(desk.person) === 'gone')
})

test('a word that is no word changes nothing', async () => {
  const before = signs(reader).length
  const other = await connectMember(app, desk.person)
  await other.enter(room)
  await until(() => lampOf(desk.person) === 'here')
  const emit = other.socket.emit as unknown as (...given: unknown[]) => void
  for (const ask of [
    null,
    'true',
    {},
    { isAway: 'yes' },
    { isAway: { $ne: false } },
    { isAway: true, person: reader.person },
  ]) {
    emit.call(other.socket, 'away', ask)
  }
  await other.ask('me', {})
  other.socket.emit('away', { isAway: true })
  await until(() => lampOf(desk.person) === 'away')
  expect(lampOf(reader.person)).toBe('here')
  expect(
    signs(reader)
      .slice(before)
      .filter(({ away }) => away.length > 0),
  ).toHaveLength(1)
  other.leave()
})
