import type { Texts } from '#client/i18n.ts'

export const roomsTexts = {
  'rooms.lounges': { zh: '交流厅', en: 'Lounges' },
} satisfies Texts
