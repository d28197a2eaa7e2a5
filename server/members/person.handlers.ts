import { findAccount, hasPassword } from '#server/platform/account.model.ts'
import type { LogHandler, RoomView } from '#server/platform/handler.ts'
import { causeOf } from '#shared/causes.ts'
import type { Person } from '#shared/members/person.shape.ts'
import { personLife } from '#shared/members/person.ts'
import { next } from '#shared/platform/life.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { changed, mustHaveOrganisation, mustNotBeLastSecretariat, personIn } from './roll.ts'

const ofPerson = ({ room, input }: { room: RoomView; input: { person: string } }) => ({
  person: personIn(room, input.person),
})

export const describePerson: LogHandler<'person.describe'> = {
  subject: ofPerson,
  decide: ({ input, subject: { person }, seq }) => ({
    changes: [changed('person.described', person, input.profile)],
    answer: { seq },
  }),
}

export const seatPerson: LogHandler<'person.seat'> = {
  subject: ofPerson,
  decide({ input, subject: { person }, room, seq }) {
    next<Person['state']>(personLife, person.state, 'seat')
    const { organisation, reason } = input
    const seats = [...new Set(input.seats)]
    mustHaveOrganisation(room, organisation)
    if (!seats.includes('secretariat')) mustNotBeLastSecretariat(room, person)
    return { changes: [changed('person.seated', person, { seats, organisation, reason })], answer: { seq } }
  },
}

export const suspend: LogHandler<'person.suspend'> = {
  subject: ofPerson,
  decide({ input: { reason }, subject: { person }, room, seq }) {
    const state = next<Person['state']>(personLife, person.state, 'suspend')
    mustNotBeLastSecretariat(room, person)
    return { changes: [changed('person.suspended', person, { state, reason })], answer: { seq } }
  },
}

export const reinstate: LogHandler<'person.reinstate', { hasAccount: boolean }> = {
  load: async ({ input, hub }) => ({ hasAccount: await hasPassword(hub.store, input.person) }),
  subject: ofPerson,
  decide({ input: { reason }, subject: { person }, seq, loaded }) {
    const state = next<Person['state']>(personLife, person.state, 'reinstate')
    // Whose invitation was withdrawn never had an account: such a person is invited anew.
    if (!loaded.hasAccount) throw new Refusal('wrong_state', 'platform.wrongState')
    return { changes: [changed('person.reinstated', person, { state, reason })], answer: { seq } }
  },
}

export const recover: LogHandler<'person.recover'> = {
  subject: ofPerson,
  decide({ subject: { person }, seq }) {
    const state = next<Person['state']>(personLife, person.state, 'reinstate')
    const recovered = changed('person.reinstated', person, { state, reason: '', cause: causeOf('members.recovered') })
    return { changes: [recovered], answer: { seq } }
  },
}

export const resetSecondFactor: LogHandler<'person.resetSecondFactor', { isOn: boolean }> = {
  load: async ({ input, hub }) => ({ isOn: (await findAccount(hub.store, input.person))?.twoFactorEnabled === true }),
  subject: ofPerson,
  decide({ input: { reason }, subject: { person }, seq, loaded }) {
    const state = next<Person['state']>(personLife, person.state, 'resetSecondFactor')
    if (!loaded.isOn) throw new Refusal('wrong_state', 'members.noSecondFactor')
    return { changes: [changed('person.secondFactorReset', person, { state, reason })], answer: { seq } }
  },
}
