import type { Texts } from '#client/i18n.ts'
import { bringTexts } from '#client/texts.ts'

/** Filling in a ballot, looking it over, and casting it. */
export const ballotTexts = bringTexts({
  'decisions.yes': { zh: '赞成', en: 'Yes' },
  'decisions.no': { zh: '反对', en: 'No' },
  'decisions.abstain': { zh: '弃权', en: 'Abstain' },
  'decisions.blank': { zh: '空白票', en: 'Blank ballot' },
  'decisions.blank.hint': {
    zh: '算作已投票，但不支持任何一项。',
    en: 'Counts as having voted, and for nobody.',
  },
  'decisions.choice.legend': { zh: '您怎么投？', en: 'How do you vote?' },
  'decisions.reason': { zh: '反对的理由', en: 'Why you vote no' },
  'decisions.reason.hint': {
    zh: '没有技术理由的反对票不计入。',
    en: 'A no without a technical reason does not count.',
  },
  'decisions.single.legend': { zh: '选一项', en: 'Choose one' },
  'decisions.crosses.any': { zh: '可选任意多项', en: 'Choose as many as you like' },
  'decisions.crosses.most': {
    zh: '最多选 {count} 项',
    en: { one: 'Choose {count}', other: 'Choose up to {count}' },
  },
  'decisions.crosses.left': { zh: '还可选 {count} 项', en: '{count} left' },
  'decisions.crosses.used': {
    zh: '已选满。要改选，请先取消一项。',
    en: 'All are given. To choose another, take one back first.',
  },
  'decisions.points.legend': {
    zh: '共 {count} 分，分给您支持的各项',
    en: { one: '{count} point to give', other: '{count} points to share out' },
  },
  'decisions.points.left': {
    zh: '还剩 {count} 分',
    en: { one: '{count} point left', other: '{count} points left' },
  },
  'decisions.points.more': { zh: '给“{name}”加 1 分', en: 'One point more for {name}' },
  'decisions.points.less': { zh: '给“{name}”减 1 分', en: 'One point less for {name}' },
  'decisions.points.of': { zh: '“{name}”：{count} 分', en: '{name}: {count}' },
  'decisions.scores.legend': {
    zh: '给每一项打分：0 最低，{highest} 最高',
    en: 'Score each: 0 is the worst, {highest} the best',
  },
  'decisions.scores.none': { zh: '未打分，按 0 分计', en: 'Not scored: counts as 0' },
  'decisions.rank.legend': {
    zh: '按您的意愿排序：第一个最好',
    en: 'Put them in your order, the best first',
  },
  'decisions.rank.hint': {
    zh: '点一下即排到下一位。也可以拖动，或用箭头移动。不必全部排序。',
    en: 'Tap to give the next place. Drag, or use the arrows, to change. You need not rank all.',
  },
  'decisions.rank.yours': { zh: '您的排序', en: 'Your order' },
  'decisions.rank.rest': { zh: '未排序', en: 'Not ranked' },
  'decisions.rank.rest.of': { zh: '未排序：{names}', en: 'Not ranked: {names}' },
  'decisions.rank.none': { zh: '还没有排序：请点下面您最支持的一项。', en: 'Nothing yet: tap your favourite below.' },
  'decisions.rank.add': { zh: '“{name}”排到第 {place} 位', en: '{name}: give place {place}' },
  'decisions.rank.up': { zh: '“{name}”前移一位', en: 'Move {name} up' },
  'decisions.rank.down': { zh: '“{name}”后移一位', en: 'Move {name} down' },
  'decisions.rank.remove': { zh: '“{name}”移出排序', en: 'Take {name} out' },
  'decisions.rank.move': {
    zh: '“{name}”，第 {place} 位，共 {count} 位。用上下方向键移动。',
    en: '{name}, place {place} of {count}. Arrow keys move it.',
  },
  'decisions.rank.said': { zh: '“{name}”：第 {place} 位，共 {count} 位', en: '{name}: place {place} of {count}' },
  'decisions.rank.out': { zh: '“{name}”：未排序', en: '{name}: not ranked' },
  'decisions.look': { zh: '核对选票', en: 'Look it over' },
  'decisions.look.title': { zh: '请核对您的选票', en: 'Is this your ballot?' },
  'decisions.change': { zh: '返回修改', en: 'Change it' },
  'decisions.cast': { zh: '投票', en: 'Cast ballot' },
  'decisions.cast.done': { zh: '您的选票已收到。', en: 'Your ballot has been received.' },
  'decisions.empty': { zh: '请先填写选票。', en: 'Fill in the ballot first.' },
} satisfies Texts)
