import { decisionNoticeKinds } from './decisions/decisionNotices.ts'
import { electionNoticeKinds } from './decisions/electionNotices.ts'
import type { NoticeSources } from './notices/noticeKind.ts'
import { postHooks } from './rooms/hookPost.ts'
import { roomNoticeKinds, roomsReadUpTo } from './rooms/roomNotices.ts'

/** What features bring to the notices: each kind has its sentence in `shared/noticeTexts.ts`. */
export const noticeSources: NoticeSources = {
  kinds: { ...roomNoticeKinds, ...decisionNoticeKinds, ...electionNoticeKinds },
  readUpTo: roomsReadUpTo,
  posts: { hooks: postHooks },
}
