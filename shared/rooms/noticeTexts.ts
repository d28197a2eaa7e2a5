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
  muted: { zh: '{people}在“{room}”中将您禁言', en: '{people} muted you in “{room}”' },
  unmuted: { zh: '{people}解除了您在“{room}”中的禁言', en: '{people} lifted your mute in “{room}”' },
  removed: { zh: '{people}将您移出了“{room}”', en: '{people} removed you from “{room}”' },
  redacted: {
    zh: '{people}撤下了您在“{room}”中的一条消息',
    en: '{people} took out a message of yours in “{room}”',
  },
  desk: { zh: '“{room}”后台有待处理的举报或审阅', en: 'Something waits backstage of “{room}”: a report or a message' },
  settled: { zh: '您在“{room}”中的举报已处理', en: 'Your report in “{room}” was settled' },
  refused: { zh: '您在“{room}”中的一条消息未通过审阅', en: 'A message of yours in “{room}” was not approved' },
  seat: { zh: '{people}为您在“{room}”中安排了席位', en: '{people} gave you a seat in “{room}”' },
  reseated: {
    zh: '{people}将您在“{room}”中的席位改为{seatZh}',
    en: '{people} changed your seat in “{room}” to {seatEn}',
  },
} satisfies NoticeTexts
