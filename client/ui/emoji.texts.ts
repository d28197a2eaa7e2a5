import type { Texts } from '#client/i18n.ts'
import { bringTexts } from '#client/texts.ts'

export const emojiTexts = bringTexts({
  'platform.emoji.search': { zh: '查找表情', en: 'Find an emoji' },
  'platform.emoji.none': { zh: '没有找到', en: 'None found' },
} satisfies Texts)
