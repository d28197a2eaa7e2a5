import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { chance } from '#server/testing/chance.ts'
import { openElectionHouse, voteOn } from '#server/testing/elections.ts'
import { prepareHubProcess } from '#server/testing/hubProcess.ts'
import { expectSoundStore } from '#server/testing/soundLog.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import { clusterRoom } from '#shared/members/person.ts'

const random = chance()
const dayMs = 24 * 3_600_000
const kills = 3
let app: TestApp | null = null
afterEach(() => app?.stop())

test('whoever is elected takes office once, however often the hub is killed around the day of the handover', async () => {
  const house = await openElectionHouse()
  app = house.app
  const { room, people } = house
  const { officer, incumbent, ann, bo, chi } = people
  const { election } = await officer.send('election.call', house.callWith())
  await house.candidates(election, [
    ['f1', ann],
    ['f1', bo],
    ['f2', bo],
  ])
  house.goOn(dayMs / 8)
  const [first] = await house.openVote(election, 'f1')
  await voteOn(
    { officer, room, decision: first! },
    [ann, bo, chi].map((voter) => [voter, [ann.person]]),
  )
  await until(async () => (await house.election(election)).offices[0]!.state === 'filled')
  const [second] = await house.openVote(election, 'f2')
  await voteOn(
    { officer, room, decision: second! },
    [ann, bo, chi].map((voter) => [voter, 'yes']),
  )
  for (const member of house.everybody) member.leave()
  const { folder } = app
  await app.close()
  for (let kill = 0; kill < kills; kill++) {
    const child = prepareHubProcess()
    // The first comes back on the day of the vote, the others when the day of the handover is over.
    const hub = await child.start({ DATA_DIR: folder, CLOCK_AHEAD_MS: String(kill === 0 ? dayMs / 8 : 2 * dayMs) })
    await pause(random.below(400))
    await hub.kill()
  }
  app = await startTestApp({ folder, clock: { now: () => new Date(Date.now() + 3 * dayMs) } })
  const { hub, running } = app
  const isHandedOver = async () => (await hub.rooms.fresh(room))!.find('election', election)!.state === 'handedOver'
  await until(async () => {
    await running.elections.look()
    return isHandedOver()
  }, 40_000)
  const seatsOf = async (person: string) => (await hub.rooms.fresh(clusterRoom))!.find('person', person)!.seats
  await until(async () => (await seatsOf(ann.person)).includes('chair'), 40_000)
  expect(await Promise.all([incumbent, ann, bo].map(({ person }) => seatsOf(person)))).toEqual([
    ['delegate'],
    ['delegate', 'chair'],
    ['delegate', 'viceChair'],
  ])
  const record = await hub.ask({
    name: 'room.record',
    input: { room: clusterRoom, kind: 'people', person: ann.person },
    actor: hub.actorOf(officer.person),
  })
  const { acts } = (record as { data: { acts: { act: string }[] } }).data
  expect(acts.filter(({ act }) => act === 'seated')).toHaveLength(1)
  await expectSoundStore(hub)
  expect(app.complaints.filter((line) => line.includes('"level":50'))).toEqual([])
}, 180_000)
