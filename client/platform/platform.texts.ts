import type { Texts } from '#client/i18n.ts'

export const platformTexts = {
  'platform.save': { zh: '保存', en: 'Save' },
  'platform.cancel': { zh: '取消', en: 'Cancel' },
  'platform.close': { zh: '关闭', en: 'Close' },
  'platform.retry': { zh: '重试', en: 'Try again' },
} satisfies Texts
