import type { Language } from '#shared/platform/language.shape.ts'
import type { Method } from './methods.ts'

type Text = Record<Language, string>

export const methodNames: Record<Method, Text> = {
  irv: { zh: '即时决选（IRV）', en: 'Instant run-off' },
  'scottish-stv': { zh: '苏格兰单一可转移投票', en: 'Scottish STV' },
  'meek-stv': { zh: '米克单一可转移投票', en: 'Meek STV' },
  schulze: { zh: '舒尔茨法', en: 'Schulze' },
  'ranked-pairs': { zh: '排序对法', en: 'Ranked pairs' },
  plurality: { zh: '相对多数', en: 'Plurality' },
  block: { zh: '全额连记', en: 'Block vote' },
  limited: { zh: '限制连记', en: 'Limited vote' },
  approval: { zh: '赞成投票', en: 'Approval' },
  cumulative: { zh: '累积投票', en: 'Cumulative vote' },
  dot: { zh: '圆点投票', en: 'Dot vote' },
  score: { zh: '评分投票', en: 'Score' },
  star: { zh: '评分后自动决选（STAR）', en: 'STAR' },
}

export const actionTexts = {
  firstPreferences: { zh: '第一选择', en: 'First preferences' },
  surplus: { zh: '转移{of}的剩余票 {surplus}', en: 'Surplus of {of}, {surplus}, is transferred' },
  exclusion: { zh: '淘汰{of}，转移其选票', en: '{of} is excluded, and their ballots are transferred' },
  keepFactors: {
    zh: '当选者按新的保留系数让出剩余票',
    en: 'Elected candidates pass on their surplus by new keep factors',
  },
  totals: { zh: '合计', en: 'Totals' },
  runOff: { zh: '{first}与{second}决选', en: 'Run-off between {first} and {second}' },
  pairs: { zh: '两两比较：各人胜过的人数', en: 'Pair by pair: how many others each one beats' },
  locked: {
    zh: '锁定{winner}先于{loser}（{votes} 比 {against}）',
    en: '{winner} before {loser} ({votes} to {against}) is locked',
  },
  passedOver: {
    zh: '略过{winner}先于{loser}（{votes} 比 {against}）：会成环',
    en: '{winner} before {loser} ({votes} to {against}) is passed over: it would close a circle',
  },
} satisfies Record<string, Text>

export const tieTexts = {
  earlierStage: { zh: '按第 {earlier} 轮的票数', en: 'by the votes of stage {earlier}' },
  lot: { zh: '抽签', en: 'by lot' },
  preferred: { zh: '按两两偏好', en: 'by preference between them' },
  higherScore: { zh: '按总分', en: 'by the higher score' },
  topScores: { zh: '按最高分的次数', en: 'by the most highest scores' },
} satisfies Record<string, Text>

export const tiePurposes = {
  surplus: { zh: '先转移谁的剩余票', en: 'whose surplus goes first' },
  exclusion: { zh: '淘汰谁', en: 'who is excluded' },
  election: { zh: '谁当选', en: 'who is elected' },
  order: { zh: '先后', en: 'who comes first' },
} satisfies Record<string, Text>

export const reportTexts = {
  seats: { zh: '席位：{seats}', en: 'Seats: {seats}' },
  valid: { zh: '有效票：{valid}', en: 'Valid ballots: {valid}' },
  quota: { zh: '当选票数：{quota}', en: 'Quota: {quota}' },
  withdrawn: { zh: '已退出：{names}', en: 'Withdrawn: {names}' },
  stage: { zh: '第 {number} 轮：{action}', en: 'Stage {number}: {action}' },
  exhausted: { zh: '不再计入', en: 'not transferable' },
  isElected: { zh: '当选', en: 'elected' },
  isExcluded: { zh: '淘汰', en: 'excluded' },
  tie: { zh: '平票（{names}）：{purpose}，{by}：{chosen}', en: 'Tie between {names}, {purpose}: {chosen}, {by}' },
  elected: { zh: '当选：{names}', en: 'Elected: {names}' },
  nobody: { zh: '无人当选', en: 'Nobody is elected' },
  order: { zh: '名次：{order}', en: 'Order: {order}' },
} satisfies Record<string, Text>
