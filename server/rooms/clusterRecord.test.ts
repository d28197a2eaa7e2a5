import { afterAll, beforeAll, expect, test } from 'vitest'
import { sha256 } from '#server/platform/seal.ts'
import { buildCluster, buildOrganisation, buildPerson } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { type ChainedEntry, verifyChain } from '#shared/platform/chain.ts'

let app: TestApp
let secretariat: Member
let observer: Member
let delegate = ''
const reason = 'Left the firm last week'

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  const organisation = await buildOrganisation(app)
  secretariat = await connectMember(app, await buildPerson(app, { seats: ['secretariat'] }))
  observer = await connectMember(app, await buildPerson(app, { seats: ['observer'] }))
  delegate = await buildPerson(app, { seats: ['delegate'], organisation })
  await secretariat.send('person.seat', { person: delegate, seats: ['delegate', 'expert'], organisation, reason })
  await secretariat.send('person.suspend', { person: delegate, reason })
})
afterAll(() => app.stop())

test("every member reads in the cluster's record who did what to whom, and why", async () => {
  const { acts } = await observer.ask('room.record', { room: clusterRoom, person: delegate })
  expect(acts.slice(0, 2)).toMatchObject([
    { act: 'suspended', by: secretariat.person, person: delegate, reason, seats: null },
    { act: 'seated', by: secretariat.person, person: delegate, reason, seats: ['delegate', 'expert'] },
  ])
  const { acts: ofCluster } = await observer.ask('room.record', { room: clusterRoom, kind: 'cluster' })
  expect(ofCluster.map(({ act }) => act)).toEqual(expect.arrayContaining(['founded', 'organisationAdded']))
})

test('the chain of its log can be proved by any member, and by nobody else', async () => {
  const { entries } = await observer.ask('room.entries', { room: clusterRoom, limit: 500 })
  const head = (await app.hub.rooms.view(clusterRoom))!.head
  expect(entries).toHaveLength(head.seq)
  const verdict = await verifyChain(entries as unknown as ChainedEntry[], { seq: 0, hash: '' }, sha256)
  expect(verdict).toMatchObject({ brokenAt: null, checked: head.seq })
  const gone = app.hub.actorOf(delegate)
  expect(await app.hub.ask({ name: 'room.entries', input: { room: clusterRoom }, actor: gone })).toMatchObject({
    ok: false,
  })
  expect(await app.hub.ask({ name: 'room.record', input: { room: clusterRoom }, actor: gone })).toMatchObject({
    ok: false,
  })
})
