import type { RoomView } from '#server/platform/handler.ts'
import type { Store } from '#server/platform/store.ts'
import { clusterRoom } from '#shared/members/person.ts'
import type { Head, Page } from '#shared/platform/roomLog.ts'
import { findMessagesBefore, findReactionsTo } from './message.model.ts'

/** Messages in the page that a reader gets who starts afresh. */
export const freshMessages = 50

/** What a room shows to somebody who opens it: the read models must hold everything up to `head`. */
export async function freshPage(view: RoomView, head: Head, store: Store): Promise<Page> {
  if (view.id === clusterRoom) {
    const things = {
      cluster: view.all('cluster'),
      organisation: view.all('organisation'),
      person: view.all('person'),
      import: view.all('import'),
    }
    return { head, things, oldest: 1 }
  }
  const found = await findMessagesBefore(store, { room: view.id, before: Infinity, limit: freshMessages + 1 })
  const message = found.slice(-freshMessages)
  const reaction = await findReactionsTo(store, view.id, message)
  const oldest = found.length > freshMessages ? message[0]!.seq : 1
  return { head, things: { room: view.all('room'), message, reaction, pin: view.all('pin') }, oldest }
}
