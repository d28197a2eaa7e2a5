import type { Texts } from '#client/i18n.ts'
import { bringTexts } from '#client/texts.ts'

/** For how long a room keeps its messages. */
export const retentionTexts = bringTexts({
  'rooms.retention': { zh: '消息保存期', en: 'Keeping messages' },
  'rooms.retention.lead': {
    zh: '到期的消息会连同附件从会场、搜索与记录中永久清除，后台未通过审阅的也不例外；记录仍可校验。',
    en: 'What is older goes for good, with its files: from the room, from what was refused backstage, from search and from the record, which can still be verified.',
  },
  'rooms.retention.isOn': { zh: '只保存一段时间', en: 'Keep messages for a time only' },
  'rooms.retention.days': { zh: '保存天数', en: 'Days' },
  'rooms.retention.keepsPinned': { zh: '保留置顶消息', en: 'Keep what is pinned' },
  'rooms.retention.nothing': { zh: '目前没有会被清除的消息。', en: 'Nothing would go now.' },
  'rooms.retention.goes': {
    zh: '保存后将很快清除 {count} 条消息（{authors} 人，{files} 个文件），最早的一条发于 {date}。无法恢复。',
    en: 'Soon after saving, {count} messages by {authors} people go, with {files} files; the oldest is of {date}. This cannot be undone.',
  },
  'rooms.retention.refused': {
    zh: '其中 {count} 条未通过审阅，只在后台。',
    en: {
      one: '{count} of them was refused and stands backstage alone.',
      other: '{count} of them were refused and stand backstage alone.',
    },
  },
  'rooms.retention.reports': {
    zh: '{count} 份已处理的举报将失去举报内容，处理结果保留。',
    en: {
      one: '{count} settled report loses what was complained of; its outcome stays.',
      other: '{count} settled reports lose what was complained of; their outcomes stay.',
    },
  },
} satisfies Texts)
