import type { NoticeTexts } from '#shared/notices/notice.ts'

/** What rooms tell their members. */
export const roomNoticeTexts = {
  mention: { zh: '{people}在“{room}”中提到了您', en: '{people} mentioned you in “{room}”' },
  reply: { zh: '{people}在“{room}”中回复了您', en: '{people} answered you in “{room}”' },
  reaction: {
    zh: '{people}在“{room}”中用 {emoji} 回应了您的消息',
    en: '{people} reacted with {emoji} to your message in “{room}”',
  },
  message: { zh: '{people}在“{room}”中发言', en: '{people} wrote in “{room}”' },
  hook: {
    zh: '“{room}”的推送“{label}”多次发送失败，已暂停',
    en: 'The web hook “{label}” of “{room}” failed again and again and is paused',
  },
  seat: { zh: '{people}为您在“{room}”中安排了席位', en: '{people} gave you a seat in “{room}”' },
} satisfies NoticeTexts
