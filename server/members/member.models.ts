import { accountCredentials, accounts, verifications } from '#server/platform/account.model.ts'
import { mails } from '#server/platform/mail.model.ts'
import { revocations } from '#server/platform/revocations.model.ts'
import { cookieSessions } from '#server/platform/session.model.ts'
import type { Collection } from '#server/platform/store.ts'
import { tokens } from '#server/platform/token.model.ts'
import { clusters } from './cluster.model.ts'
import { foundings } from './founding.model.ts'
import { invitations } from './invitation.model.ts'
import { logos } from './logo.model.ts'
import { organisations } from './organisation.model.ts'
import { people } from './person.model.ts'

export const memberThings = { cluster: clusters, organisation: organisations, person: people }

/** Collections besides the things', with their indexes. */
export const memberCollections = [
  accounts,
  accountCredentials,
  verifications,
  cookieSessions,
  tokens,
  revocations,
  mails,
  foundings,
  invitations,
  logos,
] as unknown as Collection<never>[]
