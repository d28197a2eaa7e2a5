import type { Texts } from '#client/i18n.ts'

export const membersTexts = {
  'seat.secretariat': { zh: '秘书处', en: 'Secretariat' },
  'seat.chair': { zh: '主席', en: 'Chair' },
  'seat.viceChair': { zh: '副主席', en: 'Vice-chair' },
  'seat.delegate': { zh: '代表', en: 'Delegate' },
  'seat.expert': { zh: '专家', en: 'Expert' },
  'seat.observer': { zh: '观察员', en: 'Observer' },
} satisfies Texts
