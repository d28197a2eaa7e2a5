import { bringTexts } from '#client/texts.ts'

/** The page of notices and its settings. */
export const noticesTexts = bringTexts({
  'notices.readAll': { zh: '全部标为已读', en: 'Mark all as read' },
  'notices.none': { zh: '还没有通知', en: 'No notices yet' },
  'notices.none.hint': {
    zh: '有人提到您、回复您或回应您的消息时，会在这里告诉您。',
    en: 'When somebody mentions you, answers you or reacts to a message of yours, you hear of it here.',
  },
  'notices.toRooms': { zh: '去交流厅看看', en: 'Go to the lounges' },
  'notices.older': { zh: '更早的通知', en: 'Older notices' },
  'notices.unread': { zh: '未读', en: 'Unread' },
})
