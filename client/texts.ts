import type { actsTexts } from './decisions/acts.texts.ts'
import type { ballotTexts } from './decisions/ballot.texts.ts'
import type { decisionsTexts } from './decisions/decisions.texts.ts'
import type { draftTexts } from './decisions/draft.texts.ts'
import type { electionsTexts } from './decisions/elections.texts.ts'
import type { pagesTexts } from './decisions/pages.texts.ts'
import type { pollTexts } from './decisions/poll.texts.ts'
import type { recountTexts } from './decisions/recount.texts.ts'
import type { ruleTexts } from './decisions/rule.texts.ts'
import type { secretTexts } from './decisions/secret.texts.ts'
import type { filesTexts } from './files/files.texts.ts'
import type { Texts } from './i18n.ts'
import { accountTexts } from './members/account.texts.ts'
import type { foundingTexts } from './members/founding.texts.ts'
import type { importTexts } from './members/import.texts.ts'
import { membersTexts } from './members/members.texts.ts'
import type { profileTexts } from './members/profile.texts.ts'
import type { securityTexts } from './members/security.texts.ts'
import type { statusTexts } from './members/status.texts.ts'
import type { tokensTexts } from './members/tokens.texts.ts'
import type { noticesTexts } from './notices/notices.texts.ts'
import { connectionTexts } from './platform/connection.texts.ts'
import { platformTexts } from './platform/platform.texts.ts'

import type { blockedTexts } from './rooms/blocked.texts.ts'
import type { commonRoomsTexts } from './rooms/commonRooms.texts.ts'
import type { hooksTexts } from './rooms/hooks.texts.ts'
import type { moderationTexts } from './rooms/moderation.texts.ts'
import type { recordTexts } from './rooms/record.texts.ts'
import type { retentionTexts } from './rooms/retention.texts.ts'
import { roomsTexts } from './rooms/rooms.texts.ts'
import type { roomsLateTexts } from './rooms/roomsLate.texts.ts'
import type { searchTexts } from './rooms/search.texts.ts'
import type { emojiTexts } from './ui/emoji.texts.ts'

const firstTexts = { ...platformTexts, ...connectionTexts, ...membersTexts, ...accountTexts, ...roomsTexts }
/** Tables that come with later pages: named here for their keys alone. */
type LateTexts = typeof blockedTexts &
  typeof ballotTexts &
  typeof decisionsTexts &
  typeof electionsTexts &
  typeof actsTexts &
  typeof pollTexts &
  typeof pagesTexts &
  typeof recountTexts &
  typeof secretTexts &
  typeof draftTexts &
  typeof ruleTexts &
  typeof retentionTexts &
  typeof profileTexts &
  typeof statusTexts &
  typeof emojiTexts &
  typeof commonRoomsTexts &
  typeof importTexts &
  typeof securityTexts &
  typeof filesTexts &
  typeof noticesTexts &
  typeof hooksTexts &
  typeof foundingTexts &
  typeof tokensTexts &
  typeof roomsLateTexts &
  typeof moderationTexts &
  typeof recordTexts &
  typeof searchTexts

/** All that the screen says so far, by key. Each feature brings its own tables. */
export const texts: Texts = { ...firstTexts }
export type TextKey = keyof typeof firstTexts | keyof LateTexts

/** Called by the table of a later page itself, so that whoever imports it can say what it holds. */
export function bringTexts<Table extends Texts>(table: Table): Table {
  Object.assign(texts, table)
  return table
}
