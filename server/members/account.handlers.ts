import { accounts, findAccount, moveAccount } from '#server/platform/account.model.ts'
import type { PlainHandler, QueryHandler } from '#server/platform/handler.ts'
import { linkTo } from '#server/platform/mail.ts'
import { findSessionsOf, type SessionRow, usedAtOf } from '#server/platform/session.model.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { findDeparture } from './departure.model.ts'
import { deviceOf, placeOf } from './device.ts'
import { findEmailChange, findEmailChangeOf, forgetEmailChanges, keepEmailChange } from './emailChange.model.ts'
import { addressMovedLetter, newAddressLetter } from './mails.ts'
import { mustKnowPassword } from './ownPassword.ts'
import { clusterIn, clusterView, personIn } from './roll.ts'

export const endSession: PlainHandler<'session.end'> = {
  async run({ input, by, hub }) {
    const mine = await findSessionsOf(hub.store, by, hub.clock.now())
    if (!mine.some(({ _id }) => _id === input.session)) throw new Refusal('not_found', 'platform.notFound')
    await hub.sessions.revoke({ key: `session:${input.session}`, reason: 'revoked' })
    return {}
  },
}

export const endOtherSessions: PlainHandler<'session.endOthers'> = {
  async run({ input, by, hub }) {
    const mine = await findSessionsOf(hub.store, by, hub.clock.now())
    const others = mine.filter(({ _id }) => _id !== input.keep)
    for (const { _id } of others) await hub.sessions.revoke({ key: `session:${_id}`, reason: 'revoked' })
    return { ended: others.length }
  },
}

/** Whether the address is taken shows only to whoever reads its mailbox: no letter goes there. */
export const changeEmail: PlainHandler<'email.change'> = {
  async run({ input: { email, password }, by, cid, hub }) {
    await mustKnowPassword(hub, by, password)
    const code = await keepEmailChange(hub, { person: by, cid, email, now: hub.clock.now() })
    if (await accounts(hub.store).exists({ email })) return {}
    const room = await clusterView(hub)
    const about = { cluster: clusterIn(room), person: personIn(room, by) }
    const link = linkTo(hub.config, `/security?confirm=${code}`)
    await hub.mail.send({ key: `email:${by}:${cid}`, to: email, ...newAddressLetter(about, link) })
    return {}
  },
}

export const confirmEmail: PlainHandler<'email.confirm'> = {
  async run({ input: { code }, by, cid, hub }) {
    const change = await findEmailChange(hub.store, code, hub.clock.now())
    // The link works for its own account alone, whoever else gets hold of it.
    if (change?.person !== by) throw new Refusal('wrong_state', 'members.confirmationOver')
    const before = await findAccount(hub.store, by)
    if (!(await moveAccount(hub.store, by, change.email, hub.clock.now()))) {
      throw new Refusal('conflict', 'members.emailTaken')
    }
    if (before && before.email !== change.email) {
      const room = await clusterView(hub)
      const about = { cluster: clusterIn(room), person: personIn(room, by) }
      await hub.mail.send({ key: `moved:${by}:${cid}`, to: before.email, ...addressMovedLetter(about, change.email) })
    }
    await forgetEmailChanges(hub.store, by)
    return { email: change.email }
  },
}

export const accountMine: QueryHandler<'account.mine'> = {
  async find({ actor, hub, session }) {
    const [person, now] = [actor.personId!, hub.clock.now()]
    const [account, change, departure, rows] = await Promise.all([
      findAccount(hub.store, person),
      findEmailChangeOf(hub.store, person, now),
      findDeparture(hub.store, person),
      findSessionsOf(hub.store, person, now),
    ])
    return {
      email: account?.email ?? '',
      newEmail: change?.email ?? null,
      hasSecondFactor: account?.twoFactorEnabled === true,
      leavingAt: departure?.dueAt.getTime() ?? null,
      isDemoSeat: account?.demoPassword !== undefined,
      sessions: rows.map((row) => ({ ...told(row), isCurrent: session === `session:${row._id}` })),
    }
  },
}

const told = (row: SessionRow) => ({
  id: row._id,
  ...deviceOf(row.userAgent),
  place: placeOf(row.ipAddress ?? ''),
  address: row.ipAddress ?? '',
  createdAt: row.createdAt.getTime(),
  usedAt: usedAtOf(row).getTime(),
})
