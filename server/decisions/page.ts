import type { Store } from '#server/platform/store.ts'
import type { Page } from '#shared/platform/roomLog.ts'
import type { Message } from '#shared/rooms/message.shape.ts'
import { decisions } from './decision.model.ts'

/** A room's newest page with the decisions that its messages show. */
export async function withDecisions(page: Page, room: string, store: Store): Promise<Page> {
  const messages = (page.things['message'] ?? []) as Message[]
  const shown = [...new Set(messages.flatMap(({ decision }) => decision ?? []))]
  if (shown.length === 0) return page
  return { ...page, things: { ...page.things, decision: await decisions.findMany(store, room, shown) } }
}
