import { findAccount } from '#server/platform/account.model.ts'
import { change, type LogHandler, type PlainHandler } from '#server/platform/handler.ts'
import type { Person } from '#shared/members/person.shape.ts'
import { formerMember, personLife } from '#shared/members/person.ts'
import { next } from '#shared/platform/life.ts'
import { forgetDeparture, keepDeparture } from './departure.model.ts'
import { leavingLetter } from './mails.ts'
import { mustKnowPassword } from './ownPassword.ts'
import { eraseProfile } from './profile.model.ts'
import { changed, clusterIn, clusterView, mustNotBeLastSecretariat, personIn } from './roll.ts'

const dayMs = 24 * 3600_000

export const askToLeave: PlainHandler<'leave.ask'> = {
  async run({ input, by, cid, hub }) {
    const room = await clusterView(hub)
    const person = personIn(room, by)
    mustNotBeLastSecretariat(room, person)
    await mustKnowPassword(hub, by, input.password)
    const askedAt = hub.clock.now()
    const dueAt = new Date(askedAt.getTime() + hub.config.leaveAfterDays * dayMs)
    const kept = await keepDeparture(hub.store, { _id: by, askedAt, dueAt })
    const account = await findAccount(hub.store, by)
    if (account) {
      const letter = leavingLetter({ cluster: clusterIn(room), person }, kept.dueAt)
      await hub.mail.send({ key: `leave:${by}:${cid}`, to: account.email, ...letter })
    }
    return { dueAt: kept.dueAt.getTime() }
  },
}

export const callOffLeaving: PlainHandler<'leave.callOff'> = {
  async run({ by, hub }) {
    await forgetDeparture(hub.store, by)
    return {}
  },
}

/** What stays of a person: a place on the roll without a name, so that what was said and decided still has an author. */
export const erasePerson = ({ cause: _, ...person }: Person): Person => ({
  ...person,
  name: formerMember,
  title: { zh: '', en: '' },
  timeZone: 'UTC',
  reason: '',
  avatar: null,
})

export const depart: LogHandler<'person.depart'> = {
  needs: ({ person }) => [{ kind: 'profile', id: person }],
  subject: ({ room, input }) => ({ person: personIn(room, input.person) }),
  decide({ subject: { person }, room, seq }) {
    const state = next<Person['state']>(personLife, person.state, 'depart')
    mustNotBeLastSecretariat(room, person)
    const changes = [
      changed('person.departed', person, { ...erasePerson(person), state, seats: [], organisation: null }),
    ]
    const profile = room.find('profile', person.id)
    if (profile) changes.push(change('profile.erased', eraseProfile(profile)))
    return { changes, answer: { seq } }
  },
}

/** Leaving takes a person's words out of every entry of the roll. */
export const personErasedBy = (event: string, item: { id: string }) => {
  if (event === 'person.departed' || event === 'person.unlisted') return { kind: 'person' as const, id: item.id }
  return event === 'profile.erased' ? { kind: 'profile' as const, id: item.id } : null
}
