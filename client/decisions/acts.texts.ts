import type { Texts } from '#client/i18n.ts'
import { bringTexts } from '#client/texts.ts'

/** What those who lead a decision do about it. */
export const actsTexts = bringTexts({
  'decisions.acts': { zh: '管理这次投票', en: 'Lead this vote' },
  'decisions.act.open': { zh: '开始投票', en: 'Open voting' },
  'decisions.act.open.title': { zh: '开始投票？', en: 'Open voting?' },
  'decisions.act.open.body': {
    zh: '名册随即锁定，规则不能再改。',
    en: 'The roll is frozen and the rules stand from then on.',
  },
  'decisions.act.reopen': { zh: '开始第 {round} 轮', en: 'Open round {round}' },
  'decisions.act.change': { zh: '修改草稿', en: 'Change the draft' },
  'decisions.act.discard': { zh: '放弃草稿', en: 'Give up the draft' },
  'decisions.act.discard.title': { zh: '放弃这份草稿？', en: 'Give up this draft?' },
  'decisions.act.discard.body': { zh: '它将不再出现在列表中。', en: 'It will no longer be listed.' },
  'decisions.act.close': { zh: '结束投票', en: 'Close voting' },
  'decisions.act.close.title': { zh: '现在结束投票？', en: 'Close voting now?' },
  'decisions.act.close.body': {
    zh: '之后不能再投票，随即计票并封存结果。',
    en: 'Nobody can vote after that; the ballots are counted and the result is sealed.',
  },
  'decisions.act.extend': { zh: '延长时间', en: 'Extend' },
  'decisions.act.extend.title': { zh: '延长投票时间', en: 'Keep voting open for longer' },
  'decisions.act.extend.until': { zh: '新的结束时间', en: 'New closing time' },
  'decisions.act.throw': { zh: '写下骰子点数', en: 'Write down the dice' },
  'decisions.act.throw.hint': {
    zh: '当众掷骰，按顺序写下点数，例如 4162。需要两人各写一次。',
    en: 'Throw in public and write the figures as they fell, such as 4162. Two people do so, one each.',
  },
  'decisions.act.throw.figures': { zh: '骰子点数', en: 'Dice' },
  'decisions.act.declare': { zh: '宣布结果', en: 'Declare the result' },
  'decisions.act.declare.title': { zh: '宣布结果？', en: 'Declare the result?' },
  'decisions.act.declare.body': {
    zh: '通过的事项将获得决议编号，并写入会场记录。',
    en: 'What is carried gets the number of a resolution, and it all stands in the record.',
  },
  'decisions.act.casting': { zh: '主席的决定票', en: 'The chair’s casting vote' },
  'decisions.act.void': { zh: '宣布作废', en: 'Make void' },
  'decisions.act.void.title': { zh: '本轮投票作废？', en: 'Make this round void?' },
  'decisions.act.void.body': {
    zh: '本轮的选票不再有效；可以重新开始下一轮。',
    en: 'The ballots of this round count no more; it may be opened again as the next round.',
  },
  'decisions.act.publish': { zh: '公布结果', en: 'Publish the result' },
  'decisions.act.unpublish': { zh: '撤回公布', en: 'Take back from the public' },
  'decisions.act.missing': { zh: '谁还没有投票', en: 'Who has not voted' },
  'decisions.missing.none': { zh: '所有人都已投票。', en: 'Everybody has voted.' },
} satisfies Texts)
