import type { Texts } from '#client/i18n.ts'
import { bringTexts } from '#client/texts.ts'

/** What people say of their own whereabouts. */
export const statusTexts = bringTexts({
  'members.status.hint': {
    zh: '集群成员会在您的名字旁看到它；到时间自动清除，不留记录。',
    en: 'Members see it beside your name. It ends by itself and leaves no record.',
  },
  'members.status.text': { zh: '您在做什么', en: 'What are you up to?' },
  'members.status.emoji': { zh: '选择表情', en: 'Choose an emoji' },
  'members.status.noEmoji': { zh: '去掉表情', en: 'Drop the emoji' },
  'members.status.for': { zh: '何时清除', en: 'Until when' },
  'members.status.end.none': { zh: '不自动清除', en: 'Until I clear it' },
  'members.status.end.half': { zh: '30 分钟', en: '30 minutes' },
  'members.status.end.hour': { zh: '1 小时', en: '1 hour' },
  'members.status.end.today': { zh: '今天', en: 'Today' },
  'members.status.end.week': { zh: '本周', en: 'This week' },
  'members.status.end.own': { zh: '自定时间', en: 'Other time' },
  'members.status.own': { zh: '清除时间', en: 'Ends at' },
  'members.status.clear': { zh: '清除状态', en: 'Clear' },
  'members.status.until': { zh: '至{time}', en: 'until {time}' },
  'members.status.tonight': { zh: '今晚', en: 'tonight' },
  'members.status.usual.meeting': { zh: '开会中', en: 'In a meeting' },
  'members.status.usual.focus': { zh: '专注工作', en: 'Focusing' },
  'members.status.usual.travel': { zh: '出差', en: 'Travelling' },
  'members.status.usual.leave': { zh: '休假', en: 'On leave' },
} satisfies Texts)
