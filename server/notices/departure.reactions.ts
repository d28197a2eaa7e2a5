import type { Reaction } from '#server/platform/reactions.ts'
import { forgetTellingOf } from './forget.model.ts'

const forgetTelling: Reaction = {
  name: 'forgetTelling',
  on: ['person.departed'],
  run: ({ hub, change }) => forgetTellingOf(hub.store, change.item.id),
}

export const departureNoticeReactions: Reaction[] = [forgetTelling]
