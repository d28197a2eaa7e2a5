import { findAccount, forgetAccounts } from '#server/platform/account.model.ts'
import { forgetMailsTo } from '#server/platform/mail.model.ts'
import type { Reaction } from '#server/platform/reactions.ts'
import { dropSecondFactor } from '#server/platform/secondFactor.model.ts'
import { forgetTokensOf } from '#server/platform/token.model.ts'
import { forgetAvatars } from './avatar.model.ts'
import { forgetBlocksOf } from './block.model.ts'
import { forgetDeparture } from './departure.model.ts'
import { forgetEmailChanges } from './emailChange.model.ts'
import { forgetInvitations } from './invitation.model.ts'
import { forgetStatus } from './status.model.ts'

/** Everything outside the log that knows a former member by name; later features bring reactions of their own. */
const forgetFormer: Reaction = {
  name: 'forgetFormer',
  on: ['person.departed'],
  async run({ hub, change }) {
    const person = change.item.id
    await hub.sessions.revoke({ key: `person:${person}`, reason: 'revoked' })
    const account = await findAccount(hub.store, person)
    if (account) await forgetMailsTo(hub.store, [account.email])
    await Promise.all([
      forgetTokensOf(hub.store, person),
      forgetInvitations(hub.store, [person]),
      forgetEmailChanges(hub.store, person),
      forgetAvatars(hub.store, person),
      forgetBlocksOf(hub.store, person),
      forgetStatus(hub.store, person),
      dropSecondFactor(hub.store, person),
    ])
    // Last: what was cut short finds the address once more.
    await forgetAccounts(hub.store, [person])
    await forgetDeparture(hub.store, person)
  },
}

export const departureReactions: Reaction[] = [forgetFormer]
