import type { Language } from '#shared/platform/language.shape.ts'
import type { RoomSeat } from './room.shape.ts'

/** Seats of a room, as they are called. */
export const seatNames: Record<RoomSeat, Record<Language, string>> = {
  chair: { zh: '主席', en: 'Chair' },
  viceChair: { zh: '副主席', en: 'Vice-chair' },
  secretary: { zh: '秘书', en: 'Secretary' },
  participant: { zh: '成员', en: 'Participant' },
  observer: { zh: '观察员', en: 'Observer' },
}
