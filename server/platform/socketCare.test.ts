import { afterEach, expect, test, vi } from 'vitest'
import { appOn, post, sharedStore } from '#server/testing/apps.ts'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { until } from '#server/testing/until.ts'
import { clusterRoom } from '#shared/members/person.ts'
import type { HeadDigest } from '#shared/platform/protocol.ts'

afterEach(() => void vi.useRealTimers())

const headsTold = ({ signals }: Member) =>
  signals.filter(({ name }) => name === 'heads').flatMap(({ payload }) => (payload as { heads: HeadDigest[] }).heads)

test('a head that never came is told by the digest: to who listens, and to who only follows', async () => {
  const mongo = await sharedStore()
  const one = await appOn({ MONGODB_URI: mongo.uri })
  await buildCluster(one)
  const people = await buildPeople(one, [{}, {}, {}])
  const [writer, listener, follower] = people as [string, string, string]
  const room = await buildLounge(one, { members: people })
  vi.useFakeTimers({ toFake: ['setInterval'] })
  const two = await appOn({ MONGODB_URI: mongo.uri })
  await two.hub.rooms.fresh(clusterRoom)
  const [hears, follows] = [await connectMember(two, listener), await connectMember(two, follower)]
  await hears.enter(room)
  await follows.socket.emitWithAck('follow', { rooms: [room] })
  // No Redis stands between the two, so that no frame of this reaches the second process.
  expect(await post(one, writer, room, 'unheard')).toMatchObject({ ok: true, data: { seq: 2 } })
  vi.advanceTimersByTime(25_000)
  const told = (member: Member) => headsTold(member).some(({ seq }) => seq === 2)
  await until(() => told(hears) && told(follows))
  expect([headsTold(hears).at(-1), headsTold(follows).at(-1)]).toEqual(Array(2).fill({ room, seq: 2, n: 1 }))
  for (const member of [hears, follows]) member.leave()
})
