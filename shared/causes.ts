import type { Cause } from './platform/cause.shape.ts'
import type { Language } from './platform/language.shape.ts'
import { filled } from './platform/language.ts'

/** Why the hub itself did something, where a person would have given a reason. `{name}` is filled from the cause's values. */
export const causes = {
  'members.recovered': {
    zh: '服务器管理员恢复了账户',
    en: "The server's administrator recovered the account",
  },
  'members.elected': { zh: '经选举就任', en: 'elected to office' },
  'members.termEnded': { zh: '任期届满，席位交接', en: 'the term has ended' },
  'decisions.nomineeLeft': { zh: '候选人已注销账户', en: 'the candidate has left the cluster' },
  'rooms.authorLeft': { zh: '作者已注销账户', en: 'its author has left the cluster' },
  'rooms.tooOld': { zh: '已过会场的消息保存期', en: 'older than the room keeps messages' },
  'rooms.memberLeft': { zh: '已注销账户', en: 'has left the cluster' },
  'rooms.runsNoMore': { zh: '不再主持该会场', en: 'no longer runs the room' },
  'rooms.hookFailed': { zh: '连续 {tries} 次发送失败', en: 'Failed {tries} times in a row' },
  'decisions.tooFewBallots': {
    zh: '无记名选票不足 {fewest} 张，为保护投票人不公布结果',
    en: 'fewer than {fewest} secret ballots, so that a result would tell who voted how',
  },
} satisfies Record<string, Record<Language, string>>
export type CauseKey = keyof typeof causes

export const causeOf = (key: CauseKey, values?: Record<string, number>): Cause => ({
  key,
  ...(values ? { values } : {}),
})

/** In a person's own words, or the hub's in the reader's language; empty where there is neither. */
export function reasonIn(of: { reason: string; cause?: Cause | null | undefined }, language: Language): string {
  const text = of.cause && (causes as Record<string, Record<Language, string>>)[of.cause.key]
  return text ? filled(text[language], of.cause?.values) : of.reason
}
