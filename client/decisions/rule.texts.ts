import type { Texts } from '#client/i18n.ts'
import { bringTexts } from '#client/texts.ts'

/** By which rules something is decided, in words. */
export const ruleTexts = bringTexts({
  'decisions.terms.electorate': { zh: '投票人', en: 'Who votes' },
  'decisions.terms.members': {
    zh: '会场名册上的全体成员（{count} 人，观察员除外）',
    en: 'All {count} on the room’s roll but observers',
  },
  'decisions.terms.people': {
    zh: '指定的 {count} 人',
    en: { one: '{count} named person', other: '{count} named people' },
  },
  'decisions.terms.roll': {
    zh: '名册已锁定：{count} 票',
    en: { one: 'The roll is frozen: {count} vote', other: 'The roll is frozen: {count} votes' },
  },
  'decisions.terms.seat.person': { zh: '每人一票', en: 'One vote each' },
  'decisions.terms.seat.organisation': { zh: '每个成员单位一票', en: 'One vote for each organisation' },
  'decisions.terms.weighted': { zh: '各席位票数不等', en: 'Votes are weighted' },
  'decisions.terms.proxies': {
    zh: '每人最多受托 {count} 份',
    en: { one: 'Up to {count} proxy each', other: 'Up to {count} proxies each' },
  },
  'decisions.terms.barred': {
    zh: '{count} 人回避',
    en: { one: '{count} person stands aside', other: '{count} people stand aside' },
  },
  'decisions.terms.method': { zh: '投票方式', en: 'Method' },
  'decisions.terms.yesNo': { zh: '赞成、反对、弃权', en: 'Yes, no, abstain' },
  'decisions.terms.seats': { zh: '选出 {count} 个', en: { one: '{count} place', other: '{count} places' } },
  'decisions.terms.rule': { zh: '通过条件', en: 'To be carried' },
  'decisions.terms.secrecy': { zh: '保密方式', en: 'Secrecy' },
  'decisions.terms.closing': { zh: '结束', en: 'Closing' },
  'decisions.terms.closing.never': { zh: '由主持人结束', en: 'When it is closed by hand' },
  'decisions.terms.closing.early': { zh: '全部投完即结束', en: 'As soon as all have voted' },
  'decisions.terms.changeable': { zh: '结束前可以更改选票', en: 'Ballots can be changed until the close' },
  'decisions.terms.noNeedsReason': {
    zh: '反对票须附技术理由，否则不计入',
    en: 'A no counts only with a technical reason',
  },
  'decisions.terms.scrutineers': { zh: '监票人', en: 'Scrutineers' },
  'decisions.terms.source': { zh: '依据：{source}', en: 'Source: {source}' },
  'decisions.rule.yes.atLeast': { zh: '赞成票达到{base}的 {p}/{q}', en: 'Yes from at least {p}/{q} of {base}' },
  'decisions.rule.yes.moreThan': { zh: '赞成票超过{base}的 {p}/{q}', en: 'Yes from more than {p}/{q} of {base}' },
  'decisions.rule.no.atMost': { zh: '反对票不超过{base}的 {p}/{q}', en: 'No from at most {p}/{q} of {base}' },
  'decisions.rule.no.lessThan': { zh: '反对票少于{base}的 {p}/{q}', en: 'No from less than {p}/{q} of {base}' },
  'decisions.rule.ofClass': { zh: '{class}类：{rule}', en: '{class}: {rule}' },
  'decisions.rule.quorum.atLeast': {
    zh: '法定人数：{base}的 {p}/{q} 以上{counts}',
    en: 'Quorum: at least {p}/{q} of {base} {counts}',
  },
  'decisions.rule.quorum.moreThan': {
    zh: '法定人数：超过{base}的 {p}/{q} {counts}',
    en: 'Quorum: more than {p}/{q} of {base} {counts}',
  },
  'decisions.rule.tie.lost': { zh: '平票视为未通过', en: 'A tie is lost' },
  'decisions.rule.tie.chairCasts': { zh: '平票由主席投决定票', en: 'The chair decides a tie' },
  'decisions.rule.tie.lot': { zh: '平票抽签', en: 'A lot decides a tie' },
} satisfies Texts)
