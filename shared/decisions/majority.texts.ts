import type { Language } from '#shared/platform/language.shape.ts'
import type { reviewPreset } from './presets.ts'

type Text = Record<Language, string>

export const baseNames = {
  yesNo: { zh: '赞成与反对票', en: 'yes and no votes' },
  yesNoAbstain: { zh: '赞成、反对与弃权票', en: 'yes, no and abstaining votes' },
  cast: { zh: '所投票', en: 'votes cast' },
  present: { zh: '出席者', en: 'those present' },
  entitled: { zh: '有表决权者', en: 'those entitled to vote' },
} satisfies Record<string, Text>

export const outcomeNames = {
  carried: { zh: '通过', en: 'Carried' },
  lost: { zh: '未通过', en: 'Lost' },
  repeat: { zh: '须重新表决', en: 'To be voted on again' },
  tied: { zh: '平票，待裁定', en: 'Tied, to be settled' },
} satisfies Record<string, Text>

export const reasonTexts = {
  yes: {
    zh: '{class}{of} 张{base}中 {had} 票赞成，需要 {needed} 票。',
    en: '{class}{had} of {of} {base} were yes; {needed} were needed.',
  },
  yesOfPeople: {
    zh: '{class}{of} 名{base}中 {had} 票赞成，需要 {needed} 票。',
    en: '{class}{had} of {of} {base} voted yes; {needed} were needed.',
  },
  no: {
    zh: '{class}{of} 张{base}中 {had} 票反对，至多 {needed} 票。',
    en: '{class}{had} of {of} {base} were no; {needed} at most were allowed.',
  },
  noOfPeople: {
    zh: '{class}{of} 名{base}中 {had} 票反对，至多 {needed} 票。',
    en: '{class}{had} of {of} {base} voted no; {needed} at most were allowed.',
  },
  quorumMet: {
    zh: '{of} 名{base}中{counts} {had}，法定人数 {needed}，已达到。',
    en: '{had} of {of} {base} {counts}; the quorum of {needed} was met.',
  },
  quorumMissed: {
    zh: '{of} 名{base}中{counts} {had}，法定人数 {needed}，未达到。',
    en: '{had} of {of} {base} {counts}; the quorum of {needed} was missed.',
  },
  noEffectiveVotes: {
    zh: '没有赞成票或反对票，不能通过。',
    en: 'There was neither a yes nor a no; nothing is carried so.',
  },
  tieLost: { zh: '赞成与反对各 {votes} 票：平票视为未通过。', en: 'Yes and no have {votes} each: a tie is lost.' },
  tieOpen: { zh: '赞成与反对各 {votes} 票：由{by}裁定。', en: 'Yes and no have {votes} each: {by} decides.' },
  tieSettled: {
    zh: '赞成与反对各 {votes} 票：{by}决定为{vote}。',
    en: 'Yes and no have {votes} each: {by} decided {vote}.',
  },
} satisfies Record<string, Text>

export const tieBreakers = {
  chairCasts: { zh: '主席投决定票', en: 'the casting vote of the chair' },
  lot: { zh: '抽签', en: 'a lot' },
} satisfies Record<string, Text>

export const voteNames = {
  yes: { zh: '赞成', en: 'yes' },
  no: { zh: '反对', en: 'no' },
} satisfies Record<string, Text>

export const countedAs = {
  present: { zh: '出席', en: 'were present' },
  cast: { zh: '投票', en: 'voted' },
} satisfies Record<string, Text>

/** What a systematic review may come to. */
export const reviewChoices = {
  confirm: { zh: '继续有效', en: 'Confirm' },
  revise: { zh: '修订', en: 'Revise' },
  withdraw: { zh: '废止', en: 'Withdraw' },
} satisfies Record<(typeof reviewPreset.choices)[number], Text>
