import type { Hub } from '#server/platform/hub.ts'
import { sha256 } from '#server/platform/seal.ts'
import { keepNotices, type NoticeRow, takeBackNotice } from './notice.model.ts'

/** What a reaction wants somebody to know. */
export interface Telling {
  person: string
  kind: string
  room: string | null
  /** The entry that did it; 0 where no room is behind it. */
  seq: number
  subject: string
  by: string
  /** What makes this telling the only one of its kind to this person: the same gives the same notice. */
  once: string
  /** Shown as one line with others of the same group; its own line where left out. */
  group?: string
  values?: Record<string, string>
}

export const noticeId = ({ person, kind, once }: Pick<Telling, 'person' | 'kind' | 'once'>) =>
  sha256(`${person}|${kind}|${once}`).slice(0, 40)

/** Tells people something, each once, however often this runs. May be called from reactions only. */
export async function notify(hub: Hub, tellings: Telling[]): Promise<void> {
  if (tellings.length === 0) return
  const at = hub.clock.now()
  await keepNotices(
    hub.store,
    tellings.map((telling) => asRow(telling, at)),
  )
  hintNotices(
    hub,
    tellings.map(({ person }) => person),
  )
}

/** Takes a telling back, until it comes again. */
export async function takeBack(hub: Hub, telling: Pick<Telling, 'person' | 'kind' | 'once'>): Promise<void> {
  await takeBackNotice(hub.store, noticeId(telling))
  hintNotices(hub, [telling.person])
}

/** Tells people's devices that their notices have changed. */
export function hintNotices(hub: Hub, people: string[]): void {
  for (const person of new Set(people)) hub.tell.person(person, 'hint', { board: 'notices' })
}

function asRow(telling: Telling, at: Date): NoticeRow {
  const { person, kind, room, seq, subject, by, group, values = {} } = telling
  const _id = noticeId(telling)
  return {
    _id,
    person,
    kind,
    room,
    seq,
    subject,
    group: group ?? _id,
    by,
    values,
    at,
    readAt: null,
    isGone: false,
    mailKey: null,
    isPushed: false,
  }
}
