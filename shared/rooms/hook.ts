import type { Life } from '#shared/platform/life.ts'
import type { Hook } from './hook.shape.ts'

/** WeCom, DingTalk and Feishu group robots, and plain JSON for programs. */
export const hookFormats = ['wecom', 'dingtalk', 'feishu', 'json'] as const

/**
 * message: what is written and erased · roll: who comes and goes · room: what becomes of the room itself ·
 * order: how order is kept, without reasons and without what lies backstage
 */
export const hookTopics = ['message', 'roll', 'room', 'order'] as const

export const hookLife = {
  on: { pause: 'paused', remove: 'removed' },
  paused: { resume: 'on', remove: 'removed' },
  removed: {},
} satisfies Life<Hook['state']>
