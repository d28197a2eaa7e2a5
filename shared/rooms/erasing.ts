import type { CauseKey } from '#shared/causes.ts'

/** Why the hub itself takes messages out: their author has left, or the room keeps messages for so long only. */
export const erasingCauses = ['left', 'retention'] as const
export type ErasingCause = (typeof erasingCauses)[number]

/** In one entry. */
export const mostErasedAtOnce = 50

/** As it stands in the record. */
export const causeOfErasing = { left: 'rooms.authorLeft', retention: 'rooms.tooOld' } as const satisfies Record<
  ErasingCause,
  CauseKey
>
