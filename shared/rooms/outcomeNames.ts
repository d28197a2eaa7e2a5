import type { Language } from '#shared/platform/language.shape.ts'
import type { reportOutcomes } from './moderation.ts'

/** What became of a report, as it is called. */
export const outcomeNames: Record<(typeof reportOutcomes)[number], Record<Language, string>> = {
  dismissed: { zh: '不予处理', en: 'No action' },
  redacted: { zh: '撤下消息', en: 'Message taken out' },
  muted: { zh: '禁言', en: 'Author muted' },
  removed: { zh: '移出会场', en: 'Author removed' },
  settled: { zh: '已另行解决', en: 'Settled otherwise' },
}
