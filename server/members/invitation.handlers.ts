import { hasPassword, releaseAccount, reserveAccount, setPassword } from '#server/platform/account.model.ts'
import type { Call, LogHandler } from '#server/platform/handler.ts'
import { change } from '#server/platform/handler.ts'
import type { Person } from '#shared/members/person.shape.ts'
import { clusterRoom, personLife } from '#shared/members/person.ts'
import { isSecretariat } from '#shared/platform/actor.ts'
import { next } from '#shared/platform/life.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { newPersonId } from './cluster.handlers.ts'
import { claimInvitation, findInvitation, invitationLink, keepInvitations } from './invitation.model.ts'
import { changed, clusterIn, mustHaveOrganisation, personIn } from './roll.ts'

/** Whose address it is from now on, with an invitation laid ready; null where somebody uses it already. */
async function prepareInvitation({ input, actor, by, cid, hub }: Call<'person.invite'>): Promise<string | null> {
  if (!isSecretariat(actor)) return null
  const now = hub.clock.now()
  const reserve = () => reserveAccount(hub.store, { email: input.email, personId: newPersonId(), now })
  const standing = async (id: string) => (await hub.rooms.fresh(clusterRoom))?.find('person', id)?.state
  let person = await reserve()
  // Whoever was withdrawn before accepting leaves the address free.
  if ((await standing(person)) === 'suspended' && !(await hasPassword(hub.store, person))) {
    await releaseAccount(hub.store, person)
    person = await reserve()
  }
  const state = await standing(person)
  if (state === 'active' || state === 'suspended') return null
  await keepInvitations(hub.store, hub.config, { wanted: [{ person, by, cid }], now })
  return person
}

export const invite: LogHandler<'person.invite', string | null> = {
  recorded: ({ email, ...rest }) => rest,
  load: prepareInvitation,
  subject: () => ({}),
  decide({ input: { email, ...news }, room, seq, loaded: id }) {
    const held = id === null ? null : room.find('person', id)
    if (id === null || (held && held.state !== 'invited')) {
      throw new Refusal('invalid_input', 'members.emailTaken', { fields: { email: 'members.emailTaken' } })
    }
    mustHaveOrganisation(room, news.organisation)
    const timeZone = held?.timeZone ?? clusterIn(room).timeZone
    const seats = [...new Set(news.seats)]
    return {
      changes: [change('person.invited', { id, ...news, seats, timeZone, state: 'invited', reason: '' })],
      answer: { person: id, seq, link: '' },
    }
  },
  // The link lets its reader in, so that the log, which others may read, never holds it.
  reveal: ({ call, answer }) => ({ ...answer, link: invitationLink(call.hub.config, call) }),
}

/** Sets the password of the invited person; null where the invitation cannot be accepted any more. */
async function prepareAcceptance({ input, cid, hub }: Call<'person.accept'>): Promise<string | null> {
  const now = hub.clock.now()
  const invitation = await findInvitation(hub.store, input.invitation, now)
  const person = invitation && (await hub.rooms.fresh(clusterRoom))?.find('person', invitation.person)
  if (person?.state !== 'invited') return null
  if (!(await claimInvitation(hub.store, input.invitation, cid, now))) return null
  await setPassword(hub.store, person.id, input.password, now)
  return person.id
}

export const accept: LogHandler<'person.accept', string | null> = {
  recorded: ({ profile }) => ({ profile }),
  load: prepareAcceptance,
  subject: () => ({}),
  decide({ input, room, seq, loaded }) {
    const person = loaded === null ? null : room.find('person', loaded)
    if (person?.state !== 'invited') throw new Refusal('wrong_state', 'members.invitationOver')
    const state = next<Person['state']>(personLife, person.state, 'accept')
    return { changes: [changed('person.accepted', person, { ...input.profile, state })], answer: { seq } }
  },
}

export const withdraw: LogHandler<'person.withdraw'> = {
  subject: ({ room, input }) => ({ person: personIn(room, input.person) }),
  decide({ input, subject: { person }, seq }) {
    const state = next<Person['state']>(personLife, person.state, 'withdraw')
    return { changes: [changed('person.withdrawn', person, { state, reason: input.reason })], answer: { seq } }
  },
}
