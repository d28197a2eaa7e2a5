import type { Texts } from '#client/i18n.ts'
import { bringTexts } from '#client/texts.ts'

/** What a person's page says of rooms. */
export const commonRoomsTexts = bringTexts({
  'rooms.common': { zh: '共同所在的会场', en: 'Rooms in common' },
  'rooms.common.mine': { zh: '我所在的会场', en: 'My rooms' },
  'rooms.common.none': { zh: '还没有共同的会场。', en: 'None so far.' },
} satisfies Texts)
