import type { Clock } from '#server/platform/clock.ts'
import type { Ask } from '#shared/contract.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import type { Election } from '#shared/decisions/election.shape.ts'
import { buildCluster, buildLounge, buildOrganisation, buildPeople } from './factories.ts'
import { connectMember, type Member } from './member.ts'
import { startTestApp, type TestApp } from './testApp.ts'
import { until } from './until.ts'

const hourMs = 3_600_000

export const electionTitle = { zh: '换届选举', en: 'Election of officers', authoritative: 'zh' as const }
const chairTitle = { zh: '主席', en: 'Chair', authoritative: 'zh' as const }
const viceTitle = { zh: '副主席', en: 'Vice-chairs', authoritative: 'zh' as const }

/** Nominations from now on for an hour, votes an hour later, handover the day after. */
export const calendarFrom = (now: number): Election['calendar'] => ({
  nominationsFrom: now,
  nominationsUntil: now + hourMs,
  voteFrom: now + 2 * hourMs,
  voteUntil: now + 8 * hourMs,
  handoverAt: now + 24 * hourMs,
})

type Offices = Ask<'election.call'>['offices']
type OfficeTerms = Offices[number]

export const chairOffice = (now: number, given: Partial<OfficeTerms> = {}): OfficeTerms => ({
  title: chairTitle,
  seat: 'chair',
  places: 1,
  method: 'irv',
  isByElection: false,
  termFrom: now + 24 * hourMs,
  termUntil: now + 8784 * hourMs,
  ...given,
})
export const viceOffice = (now: number, given: Partial<OfficeTerms> = {}): OfficeTerms => ({
  ...chairOffice(now),
  title: viceTitle,
  seat: 'viceChair',
  places: 2,
  method: 'scottish-stv',
  ...given,
})

/** What the room's log holds of an election now. */
export async function electionNow(app: TestApp, room: string, election: string): Promise<Election> {
  return (await app.hub.rooms.fresh(room))!.find('election', election)!
}

/** Waits until an office's votes stand in the room, and gives the decisions of those that are not declared. */
export async function decisionsOf(app: TestApp, at: { room: string; election: string; office: string }) {
  const open = async () => {
    const { offices } = await electionNow(app, at.room, at.election)
    const office = offices.find(({ id }) => id === at.office)!
    const votes = office.votes.filter(({ elected }) => elected === null)
    return office.state === 'voting' && votes.every(({ decision }) => decision !== null) ? votes : []
  }
  await until(async () => (await open()).length > 0)
  return (await open()).map(({ decision }) => decision!)
}

/** Everybody ranks, crosses or says what they are told, then the result is declared. `ballots` are by voter. */
export async function voteOn(
  { officer, room, decision }: { officer: Member; room: string; decision: string },
  ballots: [voter: Member, says: string[] | 'yes' | 'no'][],
): Promise<Decision> {
  const { decision: open } = await officer.ask('decision.find', { room, decision })
  const optionOf = (person: string) => open.options.find((option) => option.person === person)!.id
  for (const [voter, says] of ballots) {
    const ballot = ballotOf(says)
    await voter.send('ballot.cast', { room, decision, round: open.round, seat: voter.person, ballot })
  }
  await officer.send('decision.close', { room, decision })
  const isSealed = async () => (await officer.ask('decision.find', { room, decision })).decision.state === 'sealed'
  await until(isSealed)
  await officer.send('decision.declare', { room, decision })
  return (await officer.ask('decision.find', { room, decision })).decision

  function ballotOf(says: string[] | 'yes' | 'no') {
    if (typeof says === 'string') return { kind: 'choice' as const, says }
    if (open.method === 'plurality') return { kind: 'marked' as const, marks: { [optionOf(says[0]!)]: 1 } }
    return { kind: 'ranked' as const, ranks: says.map((person) => [optionOf(person)]) }
  }
}

/** A lounge with the secretariat's officer, the chair of the cluster, and four who stand for office. */
export async function openElectionHouse() {
  let aheadMs = 0
  const clock: Clock = { now: () => new Date(Date.now() + aheadMs) }
  const app = await startTestApp({ clock })
  await buildCluster(app)
  const organisation = await buildOrganisation(app)
  const ids = await buildPeople(app, [
    { seats: ['secretariat'] },
    { seats: ['chair'], name: '旧主席' },
    { name: 'Ann', organisation },
    { name: 'Bo' },
    { name: 'Chi' },
    { name: 'Dee', seats: ['viceChair', 'expert'] },
  ])
  const room = await buildLounge(app, { chair: ids[1]!, members: [ids[0]!, ...ids.slice(2)] })
  const everybody = await Promise.all(ids.map((id) => connectMember(app, id)))
  for (const member of everybody) await member.enter(room)
  const [officer, incumbent, ann, bo, chi, dee] = everybody as [Member, Member, Member, Member, Member, Member]
  const now = () => clock.now().getTime()

  const callWith = (given: Partial<Ask<'election.call'>> = {}): Ask<'election.call'> => ({
    room,
    title: electionTitle,
    offices: [chairOffice(now()), viceOffice(now())],
    calendar: calendarFrom(now()),
    seconders: 1,
    electorate: 'person',
    secrecy: 'named',
    ...given,
  })
  const standFor = async (election: string, office: string, who: Member, at = room) =>
    (await who.send('nomination.propose', { room: at, election, office, person: who.person, as: 'self' })).nomination

  /** Candidates for offices, seconded and approved, with their order drawn. */
  async function candidates(election: string, wanted: [office: string, who: Member][], at = room): Promise<string[]> {
    const { seconders } = await electionNow(app, at, election)
    const found: string[] = []
    for (const [office, who] of wanted) {
      const nomination = await standFor(election, office, who, at)
      found.push(nomination)
      const second = everybody.find((member) => member !== who)!
      if (seconders > 0) await second.send('nomination.second', { room: at, nomination })
    }
    await officer.send('election.closeNominations', { room: at, election, reason: 'all are in' })
    for (const nomination of found) {
      await officer.send('nomination.vet', { room: at, nomination, verdict: 'approve', reason: '' })
    }
    await officer.send('election.draw', { room: at, election, dice: '416' })
    return found
  }
  async function openVote(election: string, office: string): Promise<string[]> {
    await officer.send('election.openVote', { room, election, office, closesAt: null })
    return decisionsOf(app, { room, election, office })
  }
  return {
    app,
    room,
    everybody,
    people: { officer, incumbent, ann, bo, chi, dee },
    now,
    goOn: (ms: number) => {
      aheadMs += ms
    },
    callWith,
    standFor,
    candidates,
    openVote,
    election: (id: string) => electionNow(app, room, id),
    async close() {
      for (const member of everybody) member.leave()
      await app.stop()
    },
  }
}
