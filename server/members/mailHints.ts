import type { RoomView } from '#server/platform/handler.ts'
import type { Tell } from '#server/platform/hub.ts'

/** Tells the secretariat that there is a mail to read. */
export function hintMails(roll: RoomView | null, tell: Tell): void {
  for (const { id, state, seats } of roll?.all('person') ?? []) {
    if (state === 'active' && seats.includes('secretariat')) tell.person(id, 'hint', { board: 'mails' })
  }
}
