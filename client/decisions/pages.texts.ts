import type { Texts } from '#client/i18n.ts'
import { bringTexts } from '#client/texts.ts'

/** A room's decisions as pages, and on the wall. */
export const pagesTexts = bringTexts({
  'decisions.list.title': { zh: '表决与投票', en: 'Votes and polls' },
  'decisions.list.none': { zh: '这里还没有表决', en: 'Nothing has been voted on here' },
  'decisions.list.none.hint': {
    zh: '在会场的输入框旁可以发起投票；主持人还可以在此起草表决或选举。',
    en: 'Start a poll beside the field in the room; those who run it can draft votes and elections here.',
  },
  'decisions.list.more': { zh: '显示更早的', en: 'Show older ones' },
  'decisions.list.toRoom': { zh: '回到会场', en: 'Back to the room' },
  'decisions.page.toList': { zh: '回到列表', en: 'Back to the list' },
  'decisions.page.toTalk': { zh: '在讨论中查看', en: 'Show in the talk' },
  'decisions.page.terms': { zh: '规则', en: 'Rules' },
  'decisions.page.named': { zh: '谁投了什么', en: 'Who voted how' },
  'decisions.page.byProxy': { zh: '由{name}代投', en: 'cast by {name}' },
  'decisions.page.stages': { zh: '计票过程', en: 'The count, stage by stage' },
  'decisions.wall': { zh: '投到大屏', en: 'Show on the wall' },
  'decisions.wall.close': { zh: '退出大屏', en: 'Leave the wall' },
  'decisions.stage': { zh: '第 {number} 轮，共 {count} 轮', en: 'Stage {number} of {count}' },
  'decisions.stage.back': { zh: '上一轮', en: 'Stage before' },
  'decisions.stage.next': { zh: '下一轮', en: 'Next stage' },
  'decisions.stage.play': { zh: '逐轮播放', en: 'Play' },
  'decisions.stage.pause': { zh: '暂停', en: 'Pause' },
  'decisions.stage.again': { zh: '从头播放', en: 'Play again' },
  'decisions.stage.quota': { zh: '当选票数 {quota}', en: 'Quota {quota}' },
  'decisions.stage.exhausted': { zh: '不再计入：{votes}', en: 'Not transferable: {votes}' },
  'decisions.stage.excluded': { zh: '淘汰', en: 'Excluded' },
} satisfies Texts)
