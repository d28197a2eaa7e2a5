import type { NoticeTexts } from '#shared/notices/notice.ts'

/** What votes tell those who may vote. */
export const decisionNoticeTexts = {
  ballot: { zh: '{people}在“{room}”中发起了表决，请投票', en: '{people} opened a vote in “{room}” that waits for you' },
  ballotDue: { zh: '“{room}”中有一项表决还在等您投票', en: 'A vote in “{room}” still waits for you' },
} satisfies NoticeTexts
