import type { Hub } from '#server/platform/hub.ts'
import { sha256 } from '#server/platform/seal.ts'
import { keepNotices, type NoticeRow, takeBackNotice } from './notice.model.ts'
import { findSubscriptions } from './push.model.ts'
import { findSettings, findTuning } from './settings.model.ts'
import { nextMail, nextPush } from './times.ts'
import { bumpTurns } from './turn.model.ts'
import { zoneOf } from './whom.ts'

/** Whoever reads along sees it in that time, and no device has to ring. */
const pushAfterMs = 5000

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
  /** Told whatever the person wants to hear of the room: what was done to them there. */
  isOwed?: true
}

export const noticeId = ({ person, kind, once }: Pick<Telling, 'person' | 'kind' | 'once'>) =>
  sha256(`${person}|${kind}|${once}`).slice(0, 40)

/** Tells people something, each once, however often this runs. May be called from reactions only. */
export async function notify(hub: Hub, tellings: Telling[]): Promise<void> {
  const at = hub.clock.now()
  const rows = (await Promise.all(tellings.map((telling) => wantedRow(hub, telling, at)))).filter((row) => row !== null)
  if (rows.length === 0) return
  await keepNotices(hub.store, rows)
  const people = [...new Set(rows.map(({ person }) => person))]
  await bumpTurns(hub.store, (await Promise.all(people.map((person) => turnsFor(hub, person, at)))).flat())
  hintNotices(hub, people)
}

/** Null where the person wants to hear nothing of the room. */
async function wantedRow(hub: Hub, telling: Telling, at: Date): Promise<NoticeRow | null> {
  const { room, person } = telling
  const tuning = room === null ? undefined : await findTuning(hub.store, room, person)
  if (tuning?.level === 'none' && !telling.isOwed) return null
  const isSnoozed = tuning?.snoozedUntil && tuning.snoozedUntil > at
  return { ...asRow(telling, at), heldUntil: isSnoozed ? tuning.snoozedUntil : null }
}

/** When which channel is to tell the person of what happened at `at`. */
async function turnsFor(hub: Hub, person: string, at: Date) {
  const [settings, devices] = await Promise.all([findSettings(hub.store, person), findSubscriptions(hub.store, person)])
  const zone = await zoneOf(hub, person)
  const mailAt = hub.mail.isSending ? nextMail(settings, zone, at) : null
  const pushAt = devices.length > 0 ? nextPush(settings, zone, at, pushAfterMs) : null
  return [
    ...(mailAt ? [{ channel: 'mail' as const, person, dueAt: mailAt }] : []),
    ...(pushAt ? [{ channel: 'push' as const, person, dueAt: pushAt }] : []),
  ]
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
    heldUntil: null,
    mailKey: null,
    isPushed: false,
  }
}
