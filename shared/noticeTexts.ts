import { electionNoticeTexts } from './decisions/electionNoticeTexts.ts'
import { decisionNoticeTexts } from './decisions/noticeTexts.ts'
import type { NoticeTexts } from './notices/notice.ts'
import { roomNoticeTexts } from './rooms/noticeTexts.ts'

/** What every kind of notice says, of all features that cause any. */
export const noticeTexts: NoticeTexts = { ...roomNoticeTexts, ...decisionNoticeTexts, ...electionNoticeTexts }
