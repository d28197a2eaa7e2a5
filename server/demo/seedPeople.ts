import { randomBytes } from 'node:crypto'
import { createFoundingCode } from '#server/members/founding.model.ts'
import { clusterView } from '#server/members/roll.ts'
import { seedAccounts } from '#server/platform/account.model.ts'
import type { Hub } from '#server/platform/hub.ts'
import { visitor } from '#shared/platform/actor.ts'
import type { Language } from '#shared/platform/language.shape.ts'
import {
  clusterColour,
  clusterName,
  demoSeats,
  emailOf,
  type Firm,
  firms,
  type Member,
  people,
  type Who,
} from './cast.ts'
import { perform } from './deed.ts'

export type Ids = Record<Who, string>
const members = Object.entries(people) as [Who, Member][]
const founder = 'su' satisfies Who

/** Founds the cluster and adds its organisations; gives the founder's id and the organisations' ids. */
export async function foundCluster(hub: Hub, password: string, logo: string) {
  const code = await createFoundingCode({ ...hub, log: hub.log.child({}, { level: 'silent' }) })
  await perform(hub, {
    name: 'cluster.found',
    actor: visitor,
    cid: 'demo-found-cluster',
    input: {
      code: code ?? '',
      name: clusterName,
      colour: clusterColour,
      logo,
      timeZone: 'Asia/Shanghai',
      email: emailOf(founder),
      password,
      person: profileOf(people[founder]),
    },
  })
  const person = (await clusterView(hub)).all('person').find(({ name }) => name.zh === people[founder].name.zh)
  if (!person) throw new Error('demo: the founder is not on the roll')
  const organisations = {} as Record<Firm, string>
  for (const [firm, input] of Object.entries(firms) as [Firm, (typeof firms)[Firm]][]) {
    const deed = { name: 'organisation.add', actor: hub.actorOf(person.id), cid: `demo-add-${firm}`, input } as const
    organisations[firm] = (await perform(hub, deed)).organisation
  }
  return { founderId: person.id, organisations }
}

/** Invites people of the cast and lets them accept; gives their ids. */
export async function seatPeople(
  hub: Hub,
  {
    whose,
    founderId,
    organisations,
    password,
  }: { whose(member: Member): boolean; founderId: string; organisations: Record<Firm, string>; password: string },
): Promise<Partial<Ids>> {
  const ids: Partial<Ids> = { [founder]: founderId }
  await seatFounder(hub, founderId, organisations)
  for (const [who, member] of members) {
    if (who === founder || !whose(member)) continue
    const { person, link } = await perform(hub, {
      name: 'person.invite',
      actor: hub.actorOf(founderId),
      cid: `demo-invite-${who}`,
      input: {
        email: emailOf(who),
        name: { ...member.name, authoritative: member.language },
        title: member.title,
        organisation: member.firm && organisations[member.firm],
        seats: member.seats,
        language: member.language,
      },
    })
    await perform(hub, {
      name: 'person.accept',
      actor: visitor,
      cid: `demo-accept-${who}`,
      input: { invitation: link.slice(link.lastIndexOf('/') + 1), password, profile: profileOf(member) },
    })
    ids[who] = person
  }
  return ids
}

async function seatFounder(hub: Hub, founderId: string, organisations: Record<Firm, string>): Promise<void> {
  const organisation = organisations[people[founder].firm as Firm]
  await perform(hub, {
    name: 'person.seat',
    actor: hub.actorOf(founderId),
    cid: `demo-seat-${founder}`,
    input: { person: founderId, seats: people[founder].seats, organisation, reason: '秘书处所在单位' },
  })
}

const statuses: { who: Who; text: string; emoji: string }[] = [
  { who: 'dong', text: '出差：照明展会', emoji: '🚄' },
  { who: 'he', text: '实验室测试中，回复较慢', emoji: '🔬' },
  { who: 'mia', text: 'Afternoons in the office', emoji: '☕' },
]

export async function setStatuses(hub: Hub, ids: Ids): Promise<void> {
  for (const { who, ...status } of statuses) {
    const deed = { name: 'status.set', actor: hub.actorOf(ids[who]), cid: `demo-status-${who}` } as const
    await perform(hub, { ...deed, input: { ...status, until: null } })
  }
}

/**
 * Makes the seats of the sign-in page known, with their password. It is the last step of a seeding, so that whoever
 * finds these seats finds the whole demo.
 */
export async function offerDemoSeats(hub: Hub, ids: Ids, password: string): Promise<void> {
  const seats = demoSeats.map((who) => ({ person: ids[who], email: emailOf(who), password }))
  await seedAccounts(hub.store, seats, hub.clock.now())
}

export const newDemoPassword = () => `lantern-${randomBytes(5).toString('hex')}`

const timeZones: Record<Language, string> = { zh: 'Asia/Shanghai', en: 'Europe/Berlin' }

const profileOf = ({ name, title, language }: Member) => ({
  name: { ...name, authoritative: language },
  title,
  language,
  timeZone: timeZones[language],
})
