import type { NoticeTexts } from '#shared/notices/notice.ts'

/** What elections tell those concerned. */
export const electionNoticeTexts = {
  electionCalled: {
    zh: '{people}在“{room}”中发起选举“{titleZh}”',
    en: '{people} called the election “{titleEn}” in “{room}”',
  },
  nominated: {
    zh: '{people}提名您竞选“{titleZh}”，等待您接受',
    en: '{people} nominated you for “{titleEn}”; will you stand?',
  },
  nominationSeconded: {
    zh: '{people}附议了您竞选“{titleZh}”的提名',
    en: '{people} seconded your nomination for “{titleEn}”',
  },
  nominationAccepted: {
    zh: '{people}接受了您的提名，竞选“{titleZh}”',
    en: '{people} accepted your nomination for “{titleEn}”',
  },
  nominationDeclined: {
    zh: '{people}谢绝了您的提名（“{titleZh}”）',
    en: '{people} declined your nomination for “{titleEn}”',
  },
  candidacyApproved: {
    zh: '您竞选“{titleZh}”的候选人资格已通过审查',
    en: 'You are approved as a candidate for “{titleEn}”',
  },
  candidacyRejected: {
    zh: '您竞选“{titleZh}”的候选人资格未通过审查',
    en: 'You were not approved as a candidate for “{titleEn}”',
  },
  candidacyLapsed: {
    zh: '您竞选“{titleZh}”的提名已失效：截止前未获接受或附议不足',
    en: 'Your nomination for “{titleEn}” lapsed: it was not accepted, or too few seconded it',
  },
  elected: { zh: '您当选“{titleZh}”', en: 'You are elected: “{titleEn}”' },
  notElected: { zh: '“{titleZh}”选举已有结果', en: 'The election of “{titleEn}” is decided' },
  tookOffice: { zh: '您已就任新职务，席位已更新', en: 'You have taken office: your seats have changed' },
  leftOffice: { zh: '您的任期已满，席位已交接', en: 'Your term has ended: your seat was handed over' },
} satisfies NoticeTexts
