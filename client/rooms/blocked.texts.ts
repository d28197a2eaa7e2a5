import type { Texts } from '#client/i18n.ts'
import { bringTexts } from '#client/texts.ts'

/** What stands in the place of what somebody blocked has written. */
export const blockedTexts = bringTexts({
  'rooms.blocked.show': { zh: '显示', en: 'Show' },
} satisfies Texts)
