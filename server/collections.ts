import { ballots, sealedBallots } from './decisions/ballot.model.ts'
import { ballotRolls } from './decisions/decision.model.ts'
import { voteReminders } from './decisions/reminder.model.ts'
import { resolutions } from './decisions/resolution.model.ts'
import { roundKeys, secretBallots, secretRolls } from './decisions/secret.model.ts'
import { files } from './files/file.model.ts'
import { quotas } from './files/quota.model.ts'
import { avatars } from './members/avatar.model.ts'
import { blocks } from './members/block.model.ts'
import { departures } from './members/departure.model.ts'
import { emailChanges } from './members/emailChange.model.ts'
import { foundings } from './members/founding.model.ts'
import { importPieces } from './members/importFile.model.ts'
import { invitations } from './members/invitation.model.ts'
import { logos } from './members/logo.model.ts'
import { statuses } from './members/status.model.ts'
import { thingCollections } from './models.ts'
import { notices } from './notices/notice.model.ts'
import { pushKeys, pushSubscriptions } from './notices/push.model.ts'
import { noticeSettings, roomTunings } from './notices/settings.model.ts'
import { noticeTurns } from './notices/turn.model.ts'
import { accountCredentials, accounts, verifications } from './platform/account.model.ts'
import { logEntries } from './platform/entry.model.ts'
import { leases } from './platform/lease.model.ts'
import { mails } from './platform/mail.model.ts'
import { processes } from './platform/process.model.ts'
import { parkedReactions, reactionCursors } from './platform/reactionCursor.model.ts'
import { revocations } from './platform/revocations.model.ts'
import { roomStates } from './platform/roomState.model.ts'
import { secondFactors } from './platform/secondFactor.model.ts'
import { cookieSessions } from './platform/session.model.ts'
import type { Collection } from './platform/store.ts'
import { tokens } from './platform/token.model.ts'
import { formats } from './platform/upgrade.ts'
import { usedCodes } from './platform/usedCode.model.ts'
import { erasures } from './rooms/erasure.model.ts'
import { findables } from './rooms/findable.model.ts'
import { hookPosts } from './rooms/hook.model.ts'
import { indexings } from './rooms/indexing.model.ts'
import { markers } from './rooms/marker.model.ts'
import { complaints } from './rooms/moderation.model.ts'

/** Every collection of the database, so that its indexes are made at start. */
export const allCollections = [
  ...Object.values(thingCollections).map(({ rows }) => rows),
  logEntries,
  roomStates,
  processes,
  reactionCursors,
  parkedReactions,
  formats,
  accounts,
  accountCredentials,
  verifications,
  cookieSessions,
  secondFactors,
  usedCodes,
  tokens,
  revocations,
  mails,
  foundings,
  invitations,
  importPieces,
  emailChanges,
  departures,
  blocks,
  statuses,
  logos,
  avatars,
  notices,
  noticeSettings,
  pushSubscriptions,
  pushKeys,
  roomTunings,
  noticeTurns,
  markers,
  hookPosts,
  files,
  quotas,
  leases,
  findables,
  indexings,
  complaints,
  erasures,
  ballotRolls,
  ballots,
  sealedBallots,
  roundKeys,
  secretRolls,
  secretBallots,
  resolutions,
  voteReminders,
] as unknown as Collection<never>[]
