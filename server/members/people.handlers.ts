import { findAccount, findDemoAccounts } from '#server/platform/account.model.ts'
import type { QueryHandler, RoomView } from '#server/platform/handler.ts'
import { findMailsBefore } from '#server/platform/mail.model.ts'
import { findParked } from '#server/platform/reactionCursor.model.ts'
import type { Person } from '#shared/members/person.shape.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { isMember } from '#shared/platform/actor.ts'
import type { Bilingual } from '#shared/platform/language.shape.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { findPeople } from './directory.ts'
import { findInvitation } from './invitation.model.ts'
import { clusterIn, clusterView, organisationsIn, personIn } from './roll.ts'

const mailsPerPage = 100

const organisationName = (room: RoomView, { organisation }: Person): Bilingual | null =>
  (organisation && room.find('organisation', organisation)?.name) || null

export const clusterFront: QueryHandler<'cluster.front'> = {
  async find({ hub }) {
    const room = await hub.rooms.view(clusterRoom)
    if (!room) return { isFounded: false, cluster: null, demoSeats: [] }
    const accounts = hub.config.isDemo ? await findDemoAccounts(hub.store) : []
    const demoSeats = accounts.flatMap(({ _id, email, demoPassword: password }) => {
      const person = room.find('person', _id)
      if (person?.state !== 'active' || password === undefined) return []
      // Pictures are for members alone.
      return [{ person: { ...person, avatar: null }, organisation: organisationName(room, person), email, password }]
    })
    return { isFounded: true, cluster: room.find('cluster', clusterRoom), demoSeats }
  },
}

export const invitationFind: QueryHandler<'invitation.find'> = {
  async find({ input, hub }) {
    const row = await findInvitation(hub.store, input.invitation, hub.clock.now())
    const room = row && (await hub.rooms.fresh(clusterRoom))
    const person = row && room?.find('person', row.person)
    const account = person?.state === 'invited' ? await findAccount(hub.store, person.id) : null
    if (!room || !person || !account) throw new Refusal('not_found', 'members.invitationOver')
    return { person, organisation: organisationName(room, person), email: account.email }
  },
}

export const me: QueryHandler<'me'> = {
  async find({ actor, hub }) {
    const room = await clusterView(hub)
    const person = personIn(room, actor.personId!)
    const account = await findAccount(hub.store, person.id)
    return { person, email: account?.email ?? '', cluster: clusterIn(room), scopes: [...actor.scopes] }
  },
}

/** The first page asks this: a refusal of every visitor would stand as an error in their browser. */
export const sessionFind: QueryHandler<'session.find'> = {
  find: async (asked) => ({ me: isMember(asked.actor) ? await me.find(asked) : null }),
}

export const peopleSearch: QueryHandler<'people.search'> = {
  find: async ({ input, hub }) => ({ people: await findPeople(hub, input) }),
}

export const organisationsList: QueryHandler<'organisations.list'> = {
  async find({ hub }) {
    return { organisations: organisationsIn(await clusterView(hub)) }
  },
}

export const mailsList: QueryHandler<'mails.list'> = {
  async find({ input, hub }) {
    const rows = await findMailsBefore(hub.store, input.before ? new Date(input.before) : null, mailsPerPage)
    const { isSending } = hub.mail
    const mails = rows.map(({ _id, to, subject, text, at, state }) => ({
      id: _id,
      to,
      subject,
      // What a mail server delivers is for its reader alone; only where the hub is the mailbox is it read here.
      text: isSending && state !== 'failed' ? '' : text,
      at: at.getTime(),
      state,
    }))
    return { mails, isSending }
  },
}

export const parkedList: QueryHandler<'parked.list'> = {
  async find({ hub }) {
    const rows = await findParked(hub.store)
    return { parked: rows.map(({ reaction, room, seq, key, at }) => ({ reaction, room, seq, key, at: at.getTime() })) }
  },
}
