import { afterAll, beforeAll, expect, test } from 'vitest'
import { chairOffice, electionNow, openElectionHouse, viceOffice, voteOn } from '#server/testing/elections.ts'
import { buildLounge } from '#server/testing/factories.ts'
import { expectLiveEqualsFresh, type Member } from '#server/testing/member.ts'
import { expectSoundStore } from '#server/testing/soundLog.ts'
import { until } from '#server/testing/until.ts'
import { orderByLot, rootOfSlate } from '#shared/decisions/election.ts'
import { clusterRoom } from '#shared/members/person.ts'

const hourMs = 3_600_000
let house: Awaited<ReturnType<typeof openElectionHouse>>
beforeAll(async () => {
  house = await openElectionHouse()
})
afterAll(() => house.close())

test('chair by ranks, then vice-chairs without the chair; on the day of the handover the seats change, and the record tells it', async () => {
  const { app, room } = house
  const { officer, incumbent, ann, bo, chi, dee } = house.people
  const { election } = await officer.send('election.call', house.callWith())
  const found = await house.candidates(election, [
    ['f1', ann],
    ['f1', bo],
    ['f1', chi],
    ['f2', ann],
    ['f2', bo],
    ['f2', chi],
    ['f2', dee],
  ])
  const drawn = await house.election(election)
  const slate = { f1: found.slice(0, 3).sort(), f2: found.slice(3).sort() }
  const root = rootOfSlate(election, slate)
  expect(drawn.draw).toMatchObject({ root, dice: '416' })
  expect(drawn.offices[1]!.order).toEqual(orderByLot(slate.f2, { root, dice: '416', stage: 2 }))
  expect(drawn.calendar.nominationsUntil).toBeLessThanOrEqual(house.now())
  const vote = { room, election, closesAt: null }
  await expect(officer.send('election.openVote', { ...vote, office: 'f1' })).rejects.toMatchObject({
    key: 'decisions.election.tooEarly',
  })
  house.goOn(3 * hourMs)
  await expect(officer.send('election.openVote', { ...vote, office: 'f2' })).rejects.toMatchObject({
    key: 'decisions.election.notItsTurn',
  })
  const [first] = await house.openVote(election, 'f1')
  await expect(ann.send('nomination.withdraw', { room, nomination: found[0]! })).rejects.toMatchObject({
    key: 'decisions.election.onTheBallot',
  })
  await expect(officer.send('election.cancel', { room, election, reason: 'too late' })).rejects.toMatchObject({
    key: 'decisions.election.voteOpen',
  })
  // Ann and Bo have two first preferences each, Chi one: it goes on to Ann.
  const chairVote = await voteOn({ officer, room, decision: first! }, [
    [officer, [chi.person, ann.person]],
    [incumbent, [bo.person]],
    [ann, [ann.person, bo.person]],
    [bo, [bo.person]],
    [dee, [ann.person]],
  ])
  expect(chairVote.result?.count?.stages).toHaveLength(2)
  await until(async () => (await house.election(election)).offices[0]!.state === 'filled')
  expect((await house.election(election)).offices[0]!.elected).toEqual([ann.person])

  const [second] = await house.openVote(election, 'f2')
  const { decision } = await officer.ask('decision.find', { room, decision: second! })
  expect(decision.options.map(({ person }) => person)).not.toContain(ann.person)
  expect(decision).toMatchObject({ method: 'scottish-stv', seats: 2, secrecy: 'named' })
  await voteOn({ officer, room, decision: second! }, [
    [officer, [bo.person, chi.person]],
    [incumbent, [bo.person, chi.person]],
    [ann, [chi.person, dee.person]],
    [bo, [bo.person]],
    [chi, [chi.person]],
  ])
  await until(async () => (await house.election(election)).state === 'decided')
  const { offices } = await house.election(election)
  expect([...offices[1]!.elected].sort()).toEqual([bo.person, chi.person].sort())
  const wonBy = async (who: Member) => (await who.ask('notices.list', {})).notices.map(({ kind }) => kind)
  await until(async () => (await wonBy(bo)).includes('elected') && (await wonBy(dee)).includes('notElected'))
  await expectLiveEqualsFresh(app, ann, room)

  const seatsOf = async (who: Member) => (await app.hub.rooms.fresh(clusterRoom))!.find('person', who.person)!.seats
  await app.running.elections.look()
  expect(await seatsOf(incumbent)).toEqual(['chair'])
  house.goOn(22 * hourMs)
  await app.running.elections.look()
  await until(async () => (await seatsOf(ann)).includes('chair'))
  expect(await Promise.all([incumbent, ann, bo, chi, dee].map(seatsOf))).toEqual([
    ['delegate'],
    ['delegate', 'chair'],
    ['delegate', 'viceChair'],
    ['delegate', 'viceChair'],
    ['expert'],
  ])
  expect(await house.election(election)).toMatchObject({ state: 'handedOver' })
  await until(async () => (await wonBy(ann)).includes('tookOffice') && (await wonBy(incumbent)).includes('leftOffice'))
  const record = await dee.ask('room.record', { room, kind: 'election' })
  expect(record.acts.slice(0, 4).map(({ act, person }) => [act, person])).toEqual([
    ['electionHandedOver', null],
    ...offices[1]!.elected.map((person) => ['elected', person]),
    ['elected', ann.person],
  ])
  const ofCluster = await dee.ask('room.record', { room: clusterRoom, kind: 'people' })
  const causes = ofCluster.acts.filter(({ act }) => act === 'seated').map(({ cause }) => cause?.key)
  expect(new Set(causes)).toEqual(new Set(['members.elected', 'members.termEnded']))
  await expectSoundStore(app.hub)
})

test('a single candidate is confirmed by yes and no; made void, the vote is voted again', async () => {
  const { room } = house
  const { officer, ann, bo, chi } = house.people
  const offices = [chairOffice(house.now(), { seat: null }), viceOffice(house.now(), { seat: null })]
  const { election } = await officer.send('election.call', house.callWith({ offices, seconders: 0 }))
  await house.candidates(election, [
    ['f1', ann],
    ['f2', bo],
    ['f2', chi],
  ])
  house.goOn(3 * hourMs)
  const [decision] = await house.openVote(election, 'f1')
  const all = (says: 'yes' | 'no') => [ann, bo, chi].map((who): [Member, 'yes' | 'no'] => [who, says])
  await voteOn({ officer, room, decision: decision! }, all('no'))
  const officeOne = async () => (await house.election(election)).offices[0]!
  await until(async () => (await officeOne()).state === 'vacant')
  await officer.send('decision.void', { room, decision: decision!, reason: 'the hall was cut off' })
  await until(async () => (await officeOne()).state === 'voting')
  await officer.send('decision.open', { room, decision: decision! })
  await voteOn({ officer, room, decision: decision! }, all('yes'))
  await until(async () => (await officeOne()).state === 'filled')
  const both = await house.openVote(election, 'f2')
  expect(both).toHaveLength(2)
  await voteOn({ officer, room, decision: both[0]! }, all('yes'))
  await voteOn({ officer, room, decision: both[1]! }, all('no'))
  await until(async () => (await house.election(election)).state === 'decided')
  expect((await house.election(election)).offices[1]!.elected).toHaveLength(1)
})

test('crosses that give nobody more than half lead to a run-off of the two first', async () => {
  const { room } = house
  const { officer, incumbent, ann, bo, chi, dee } = house.people
  const offices = [chairOffice(house.now(), { seat: null, method: 'plurality' })]
  const { election } = await officer.send('election.call', house.callWith({ offices, seconders: 0 }))
  await house.candidates(election, [
    ['f1', ann],
    ['f1', bo],
    ['f1', chi],
  ])
  house.goOn(3 * hourMs)
  const [first] = await house.openVote(election, 'f1')
  const cross = (who: Member, person: Member): [Member, string[]] => [who, [person.person]]
  await voteOn({ officer, room, decision: first! }, [
    cross(officer, ann),
    cross(dee, ann),
    cross(ann, ann),
    cross(incumbent, bo),
    cross(bo, bo),
    cross(chi, chi),
  ])
  await until(async () => (await house.election(election)).offices[0]!.votes.length === 2)
  const [second] = await house.openVote(election, 'f1')
  const { decision } = await officer.ask('decision.find', { room, decision: second! })
  expect(decision.options.map(({ person }) => person).sort()).toEqual([ann.person, bo.person].sort())
  await voteOn({ officer, room, decision: second! }, [cross(officer, bo), cross(bo, bo), cross(ann, ann)])
  await until(async () => (await house.election(election)).state === 'decided')
  expect((await house.election(election)).offices[0]!.elected).toEqual([bo.person])
})

test('a vote that cannot be opened is told with its reason, and can be tried again', async () => {
  const { app } = house
  const { officer, ann, bo } = house.people
  const offices = [chairOffice(house.now(), { seat: null })]
  const small = await buildLounge(app, { chair: officer.person, members: [ann.person, bo.person] })
  const { election } = await officer.send(
    'election.call',
    house.callWith({ room: small, offices, seconders: 0, secrecy: 'secret' }),
  )
  await house.candidates(
    election,
    [
      ['f1', ann],
      ['f1', bo],
    ],
    small,
  )
  house.goOn(3 * hourMs)
  await officer.send('election.openVote', { room: small, election, office: 'f1', closesAt: null })
  await until(async () => (await electionNow(app, small, election)).offices[0]!.hindrance !== undefined)
  expect((await electionNow(app, small, election)).offices[0]).toMatchObject({
    state: 'waiting',
    votes: [],
    hindrance: 'decisions.rollTooSmall',
  })
})
