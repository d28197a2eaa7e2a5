import { afterAll, beforeAll, expect, test } from 'vitest'
import { calendarFrom, chairOffice, openElectionHouse } from '#server/testing/elections.ts'
import { buildPerson, newCid } from '#server/testing/factories.ts'
import { connectMember, expectLiveEqualsFresh } from '#server/testing/member.ts'
import { expectSoundStore } from '#server/testing/soundLog.ts'
import { everyDocument } from '#server/testing/storeBytes.ts'
import { until } from '#server/testing/until.ts'
import type { Ask } from '#shared/contract.ts'
import type { Nomination } from '#shared/decisions/election.shape.ts'
import { systemActor } from '#shared/platform/actor.ts'

const hourMs = 3_600_000
let house: Awaited<ReturnType<typeof openElectionHouse>>
beforeAll(async () => {
  house = await openElectionHouse()
})
afterAll(() => house.close())

test('election.call by whoever runs no more than the room is refused where a seat of the cluster goes with an office', async () => {
  const { room } = house
  const { incumbent, ann } = house.people
  await expect(incumbent.send('election.call', house.callWith())).rejects.toMatchObject({ code: 'not_allowed' })
  await expect(ann.send('election.call', house.callWith())).rejects.toMatchObject({ code: 'not_allowed' })
  const offices = [chairOffice(house.now(), { seat: null })]
  const { election } = await incumbent.send('election.call', house.callWith({ offices }))
  await expect(ann.send('election.cancel', { room, election, reason: 'not now' })).rejects.toMatchObject({
    code: 'not_allowed',
  })
  const { seq } = await incumbent.send('election.cancel', { room, election, reason: 'a trial' })
  await ann.heard(room, seq)
  expect(ann.rooms.get(room)!.things.get(`election/${election}`)).toMatchObject({
    state: 'cancelled',
    reason: 'a trial',
  })
})

test('election.call with days out of order, a method that does not fit or a term that ends first is refused with the field', async () => {
  const { officer } = house.people
  const calendar = calendarFrom(house.now())
  const refused = (given: Partial<Ask<'election.call'>>, field: string, key: string) =>
    expect(officer.send('election.call', house.callWith(given))).rejects.toMatchObject({
      details: { fields: { [field]: key } },
    })
  const late = { ...calendar, voteFrom: calendar.nominationsUntil }
  await refused({ calendar: late }, 'calendar.voteFrom', 'decisions.election.dayOrder')
  const past = { ...calendar, nominationsFrom: house.now() - 2000, nominationsUntil: house.now() - 1000 }
  await refused({ calendar: past }, 'calendar.nominationsUntil', 'decisions.election.dayPast')
  const method = [chairOffice(house.now(), { method: 'scottish-stv' })]
  await refused({ offices: method }, 'offices.0.method', 'decisions.election.method')
  await refused(
    { offices: [chairOffice(house.now(), { termUntil: 1 })] },
    'offices.0.termUntil',
    'decisions.election.term',
  )
})

test('a nomination is accepted by the nominee, seconded by others, and vetted with a reason by those who run the election', async () => {
  const { app, room } = house
  const { officer, incumbent, ann, bo, chi, dee } = house.people
  const { election } = await officer.send('election.call', house.callWith())
  const propose = { room, election, office: 'f1', person: bo.person, as: 'organisation' as const }
  await expect(bo.send('nomination.propose', propose)).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(chi.send('nomination.propose', propose)).rejects.toMatchObject({
    details: { fields: { as: 'decisions.election.noOrganisation' } },
  })
  const { nomination } = await ann.send('nomination.propose', propose)
  await expect(chi.send('nomination.propose', { ...propose, as: 'person' })).rejects.toMatchObject({
    key: 'decisions.election.alreadyNominated',
  })
  for (const who of [ann, bo]) {
    await expect(who.send('nomination.second', { room, nomination })).rejects.toMatchObject({
      key: 'decisions.election.mayNotSecond',
    })
  }
  await chi.send('nomination.second', { room, nomination })
  await expect(chi.send('nomination.accept', { room, nomination })).rejects.toMatchObject({ code: 'not_allowed' })
  await bo.send('nomination.accept', { room, nomination })
  const statement = { zh: '为集群服务', en: 'To serve the cluster' }
  await expect(ann.send('nomination.describe', { room, nomination, statement })).rejects.toMatchObject({
    code: 'not_allowed',
  })
  await bo.send('nomination.describe', { room, nomination, statement })
  const early = { room, nomination, verdict: 'approve' as const, reason: '' }
  await expect(officer.send('nomination.vet', early)).rejects.toMatchObject({ code: 'wrong_state' })
  const alone = await house.standFor(election, 'f1', dee)
  await expect(officer.send('election.closeNominations', { room, election, reason: '' })).rejects.toMatchObject({
    details: { fields: { reason: 'platform.field.reason' } },
  })
  await officer.send('election.closeNominations', { room, election, reason: 'all are in' })
  const found = await ann.ask('election.find', { room, election })
  const stateOf = (id: string) => found.nominations.find((other) => other.id === id)?.state
  expect([stateOf(nomination), stateOf(alone)]).toEqual(['accepted', 'lapsed'])
  await expect(dee.send('nomination.propose', { ...propose, person: dee.person, as: 'self' })).rejects.toMatchObject({
    key: 'decisions.election.noNominations',
  })
  const draw = { room, election, dice: '416' }
  await expect(officer.send('election.draw', draw)).rejects.toMatchObject({ key: 'decisions.election.notVetted' })
  await expect(incumbent.send('nomination.vet', early)).rejects.toMatchObject({ code: 'not_allowed' })
  await expect(officer.send('nomination.vet', { ...early, verdict: 'reject' })).rejects.toMatchObject({
    code: 'invalid_input',
  })
  const reason = '资料不齐'
  const { seq } = await officer.send('nomination.vet', { ...early, verdict: 'reject', reason })
  await bo.heard(room, seq)
  const heard = bo.rooms.get(room)!.things.get(`nomination/${nomination}`) as Nomination
  expect(heard).toMatchObject({ state: 'rejected', reason, statement, inNameOf: expect.any(String) })
  await expectLiveEqualsFresh(app, bo, room)
  await until(async () => (await bo.ask('notices.list', {})).notices.some(({ kind }) => kind === 'candidacyRejected'))
  const { notices } = await bo.ask('notices.list', {})
  const told = notices.find(({ kind }) => kind === 'candidacyRejected')
  expect(told).toMatchObject({ text: 'Reason: 资料不齐', address: `/rooms/${room}/elections/${election}` })
  expect(notices.map(({ kind }) => kind)).toContain('nominated')
  await officer.send('election.cancel', { room, election, reason: 'started anew' })
})

test('nobody vets themselves', async () => {
  const { room } = house
  const { officer } = house.people
  const { election } = await officer.send('election.call', house.callWith({ seconders: 0 }))
  const nomination = await house.standFor(election, 'f1', officer)
  await officer.send('election.closeNominations', { room, election, reason: 'all are in' })
  const vet = { room, nomination, verdict: 'approve' as const, reason: '' }
  await expect(officer.send('nomination.vet', vet)).rejects.toMatchObject({ code: 'not_allowed' })
  await officer.send('nomination.withdraw', { room, nomination })
  await officer.send('election.cancel', { room, election, reason: 'started anew' })
})

test('nominations close on their day, and days that lie ahead can be moved with a reason', async () => {
  const { app, room } = house
  const { officer } = house.people
  const { election } = await officer.send('election.call', house.callWith())
  const { calendar } = await house.election(election)
  const later = { ...calendar, nominationsUntil: calendar.nominationsUntil + hourMs / 2 }
  await officer.send('election.plan', { room, election, calendar: later, reason: 'more time to second' })
  house.goOn(hourMs + 60_000)
  await app.running.elections.look()
  expect(await house.election(election)).toMatchObject({ state: 'nominating' })
  house.goOn(hourMs / 2)
  await app.running.elections.look()
  expect(await house.election(election)).toMatchObject({ state: 'vetting' })
  const back = { ...later, nominationsUntil: house.now() + 1000, voteFrom: house.now() + 2000 }
  await expect(
    officer.send('election.plan', { room, election, calendar: back, reason: 'once more' }),
  ).rejects.toMatchObject({ details: { fields: { 'calendar.nominationsUntil': 'decisions.election.dayOver' } } })
})

test('whoever leaves the cluster stands no more, and where it is wanted so nothing is left of what they said', async () => {
  const { app, room } = house
  const { officer, ann } = house.people
  const { election } = await officer.send('election.call', house.callWith())
  const leaver = await connectMember(app, await buildPerson(app))
  await officer.send('seat.grant', { room, person: leaver.person, seat: 'participant' })
  const nomination = await house.standFor(election, 'f1', leaver)
  const statement = { zh: '难忘的烛光', en: 'an unforgettable candle' }
  await leaver.send('nomination.describe', { room, nomination, statement })
  const { cluster } = await officer.ask('me', {})
  const { name, colour, timeZone } = cluster
  await officer.send('cluster.describe', { name, colour, timeZone, logo: 'keep', leavers: 'erase' })
  const depart = { name: 'person.depart', input: { person: leaver.person }, actor: systemActor, cid: newCid() }
  expect(await app.hub.dispatch(depart)).toMatchObject({ ok: true })
  const found = async () =>
    (await ann.ask('election.find', { room, election })).nominations.find(({ id }) => id === nomination)
  await until(async () => (await found())?.state === 'withdrawn')
  expect(await found()).toMatchObject({
    statement: { zh: '', en: '' },
    cause: { key: 'decisions.nomineeLeft' },
  })
  await app.hub.rooms.erased(room)
  expect((await everyDocument(app.hub)).filter((document) => document.includes('unforgettable'))).toEqual([])
  leaver.leave()
  await expectSoundStore(app.hub)
})
