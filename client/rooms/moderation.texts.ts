import type { Texts } from '#client/i18n.ts'
import { bringTexts } from '#client/texts.ts'
import { outcomeNames } from '#shared/rooms/outcomeNames.ts'

/** Keeping order in a room, and what is told to those concerned. */
export const moderationTexts = bringTexts({
  'rooms.seconds': { zh: '{count} 秒', en: { one: '{count} second', other: '{count} seconds' } },
  'rooms.minutes': { zh: '{count} 分钟', en: { one: '{count} minute', other: '{count} minutes' } },
  'rooms.hours': { zh: '{count} 小时', en: { one: '{count} hour', other: '{count} hours' } },
  'rooms.days': { zh: '{count} 天', en: { one: '{count} day', other: '{count} days' } },
  'rooms.reasonGiven': { zh: '理由：{reason}', en: 'Reason: {reason}' },
  'rooms.noted': { zh: '知道了', en: 'Got it' },

  'rooms.hindrance.muted': {
    zh: '您已被{name}禁言，{until}后解除。写下的内容会保留。',
    en: 'You were muted by {name}. It ends: {until}. What you write is kept.',
  },
  'rooms.hindrance.locked': {
    zh: '{name}锁定了会场，暂时只有主持人员可以发言。',
    en: '{name} has locked this room: only those who run it write for now.',
  },
  'rooms.hindrance.slow': { zh: '慢速模式：{until}后可再次发言。', en: 'Slow mode: you can write again in {until}.' },
  'rooms.hindrance.busy': {
    zh: '您这一分钟发得较多，{until}后可继续。',
    en: 'You have written much this minute; go on in {until}.',
  },
  'rooms.removedFrom': {
    zh: '您已被移出“{title}”。理由：{reason}',
    en: 'You were removed from “{title}”. Reason: {reason}',
  },

  'rooms.order': { zh: '会场秩序', en: 'Keep order' },
  'rooms.lock': { zh: '锁定会场', en: 'Lock the room' },
  'rooms.lock.title': { zh: '锁定“{title}”？', en: 'Lock “{title}”?' },
  'rooms.lock.body': {
    zh: '锁定后只有主持人员可以发言，其他人仍可阅读；随时可以解除。',
    en: 'Only those who run the room can then write; all others read on. It can be unlocked at any time.',
  },
  'rooms.unlock': { zh: '解除锁定', en: 'Unlock the room' },
  'rooms.unlock.title': { zh: '解除“{title}”的锁定？', en: 'Unlock “{title}”?' },
  'rooms.unlock.body': {
    zh: '解除后，有权发言的成员即可继续发言。',
    en: 'Whoever may write in this room can do so again at once.',
  },
  'rooms.rules': { zh: '发言规则', en: 'Rules for writing' },
  'rooms.rules.slow': { zh: '慢速模式', en: 'Slow mode' },
  'rooms.rules.slow.hint': {
    zh: '同一成员两条消息之间的间隔；主持人员不受限制。',
    en: 'Time between two messages of one participant; those who run the room are free.',
  },
  'rooms.rules.slow.off': { zh: '关闭', en: 'Off' },
  'rooms.rules.perMinute': { zh: '每人每分钟最多消息数', en: 'Most messages a minute for each person' },
  'rooms.rules.perMinute.hint': { zh: '0 表示不限。', en: '0 means no limit.' },
  'rooms.rules.write': { zh: '谁可以发言', en: 'Who may write' },
  'rooms.rules.attach': { zh: '谁可以发送文件', en: 'Who may send files' },
  'rooms.rules.callAll': { zh: '谁可以提及所有人', en: 'Who may call everybody' },
  'rooms.circle.members': { zh: '全体成员', en: 'All participants' },
  'rooms.circle.runners': { zh: '仅主持人员', en: 'Those who run the room' },
  'rooms.circle.nobody': { zh: '不允许', en: 'Nobody' },

  'rooms.mute': { zh: '禁言', en: 'Mute' },
  'rooms.mute.title': { zh: '将{name}禁言？', en: 'Mute {name}?' },
  'rooms.mute.body': {
    zh: '对方仍可阅读，但不能发言、编辑或回应；到时自动解除，也可提前解除。理由会告知对方并写入会场记录。',
    en: 'They can read on, but not write, edit or react. It ends by itself and can be lifted before. They are told the reason, and it goes into the record.',
  },
  'rooms.mute.for': { zh: '时长', en: 'For how long' },
  'rooms.mute.minutes': { zh: '禁言时长（分钟）', en: 'Muted for (minutes)' },
  'rooms.mute.until': { zh: '禁言至 {until}', en: 'Muted until {until}' },
  'rooms.unmute': { zh: '解除禁言', en: 'Lift the mute' },
  'rooms.unmute.title': { zh: '解除{name}的禁言？', en: 'Lift the mute of {name}?' },
  'rooms.unmute.body': {
    zh: '对方即可重新发言。理由会告知对方并写入会场记录。',
    en: 'They can write again at once. They are told the reason, and it goes into the record.',
  },
  'rooms.remove.mayReturn': { zh: '允许自行返回', en: 'May come back' },
  'rooms.remove.mayReturn.hint': {
    zh: '开启后，对方可以自己重新加入；关闭则须由主持人员重新安排席位。',
    en: 'On: they may join again by themselves. Off: somebody who runs the room must seat them again.',
  },

  'rooms.report.title': { zh: '举报这条消息？', en: 'Report this message?' },
  'rooms.report.body': {
    zh: '举报会交给会场主持人员处理，处理结果会告知您。作者和其他成员不会知道是谁举报的。',
    en: 'Those who run the room will look at it, and you are told the outcome. Neither its author nor other members learn who reported it.',
  },
  'rooms.report.send': { zh: '提交举报', en: 'Send the report' },
  'rooms.report.sent': { zh: '已提交，处理后会告知您。', en: 'Sent. You will be told what became of it.' },
  'rooms.report.show': { zh: '查看消息', en: 'Show the message' },
  'rooms.report.about': {
    zh: '{name}的一条消息被举报（{count} 次）',
    en: {
      one: 'A message of {name} was reported ({count} time)',
      other: 'A message of {name} was reported ({count} times)',
    },
  },
  'rooms.report.quote': { zh: '“{words}”', en: '“{words}”' },
  'rooms.report.says': { zh: '{name}：{reason}', en: '{name}: {reason}' },
  'rooms.report.somebody': { zh: '举报人', en: 'Somebody' },
  'rooms.report.forgotten': {
    zh: '举报人已注销账户，理由已清除。',
    en: 'Whoever complained has left; their reason is erased.',
  },
  'rooms.report.settle': { zh: '处理', en: 'Settle' },
  'rooms.report.settle.title': { zh: '处理对{name}的举报', en: 'Settle the report about {name}' },
  'rooms.report.outcome': { zh: '处理方式', en: 'Outcome' },
  'rooms.report.outcome.dismissed': { ...outcomeNames.dismissed },
  'rooms.report.outcome.redacted': { ...outcomeNames.redacted },
  'rooms.report.outcome.muted': { ...outcomeNames.muted },
  'rooms.report.outcome.removed': { ...outcomeNames.removed },
  'rooms.report.outcome.settled': { ...outcomeNames.settled },
  'rooms.report.reason.hint': {
    zh: '会告知举报人；涉及禁言、撤下或移出的，也会告知对方并写入会场记录。',
    en: 'Told to whoever reported it; where somebody is restricted, told to them and kept in the record.',
  },
  'rooms.report.told': { zh: '您的举报已处理：{outcome}', en: 'Your report was settled: {outcome}' },

  'rooms.review.waiting': {
    zh: '这条消息正等待主持人员审阅，通过后会自动发出。',
    en: 'This message waits for review; once approved it is posted.',
  },
  'rooms.review.refused': { zh: '这条消息未通过审阅。', en: 'This message was not approved.' },
  'rooms.review.withdraw': { zh: '撤回', en: 'Withdraw' },
  'rooms.review.from': { zh: '{name}的消息待审阅（{words}）', en: 'A message of {name} waits for review ({words})' },
  'rooms.review.approve': { zh: '通过', en: 'Approve' },
  'rooms.review.refuse': { zh: '不通过', en: 'Refuse' },
  'rooms.review.refuse.title': { zh: '不通过{name}的消息？', en: 'Refuse the message of {name}?' },
  'rooms.review.refuse.body': {
    zh: '消息不会发出，理由会告知作者；作者可以修改后重发。',
    en: 'It will not be posted. Its author is told the reason and may send another.',
  },

  'rooms.words': { zh: '审阅词表', en: 'Words for review' },
  'rooms.words.lead': {
    zh: '含有以下词语的消息不会直接发出，而是在这里等待审阅。词表只有主持人员可见。',
    en: 'A message with one of these waits here for review instead of being posted. Only those who run the room see the list.',
  },
  'rooms.words.list': { zh: '词语', en: 'Words' },
  'rooms.words.hint': {
    zh: '回车或逗号分隔；不分大小写与全半角。',
    en: 'Separate by Enter or a comma. Capitals and width make no difference.',
  },
  'rooms.words.reason.hint': {
    zh: '将写入后台记录，只有主持人员可见。',
    en: 'It goes into the backstage record, which only those who run the room see.',
  },
  'rooms.words.clear': { zh: '清空', en: 'Clear' },
  'rooms.words.held': {
    zh: '审阅词表：{count} 个词',
    en: { one: '{count} word for review', other: '{count} words for review' },
  },
  'rooms.words.edit': { zh: '编辑词表', en: 'Edit the list' },
} satisfies Texts)
