/** Why the hub itself takes messages out: their author has left, or the room keeps messages for so long only. */
export const erasingCauses = ['left', 'retention'] as const
export type ErasingCause = (typeof erasingCauses)[number]

/** In one entry. */
export const mostErasedAtOnce = 50

/** As it stands in the record. */
export const erasingReasons: Record<ErasingCause, string> = {
  left: '作者已注销账户 / its author has left',
  retention: '已过会场的消息保存期 / older than the room keeps messages',
}
