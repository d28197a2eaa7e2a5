import type { Hub } from '#server/platform/hub.ts'
import type { Store } from '#server/platform/store.ts'
import type { Bilingual } from '#shared/platform/language.shape.ts'
import type { NoticeRow } from './notice.model.ts'

/** What a notice shows at this moment. */
export interface Shown {
  roomTitle: Bilingual | null
  /** A plain line of what it is about, or nothing. */
  text: string
  /** A path below the hub's address. */
  address: string
  /** More words for the sentence, beside those that the notice itself holds. */
  values?: Record<string, string>
}

/** How a kind of notice looks things up. Asked anew each time, with the person's rights of that moment. */
export interface NoticeKind {
  /** By the notice's id; one that is missing may not be shown, or has nothing left to show. */
  show(ask: { hub: Hub; person: string; notices: NoticeRow[] }): Promise<Map<string, Shown>>
}

/** What later features bring: their kinds, and how far a person has read each room (`room -> seq`). */
export interface NoticeSources {
  kinds: Record<string, NoticeKind>
  /** What else is to be sent on the clock; each looks for itself whether anything is due. */
  posts: Record<string, (hub: Hub) => Promise<void>>
  readUpTo(store: Store, person: string): Promise<Map<string, number>>
}
