import type { Hub } from '#server/platform/hub.ts'
import { sha256 } from '#server/platform/seal.ts'
import { usualSettings } from '#shared/notices/settings.ts'
import { holdNotices, keepNotices, type NoticeRow, takeBackNotice } from './notice.model.ts'
import { peopleWithDevices } from './push.model.ts'
import { findSettingsOfMany, findTunings } from './settings.model.ts'
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
  /** The entry of this room that did it; 0 where none did: then reading the room is not reading the notice. */
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

/** Tells people something, each once, however often this runs. Whoever calls it must come back after a crash, as reactions do. */
export async function notify(hub: Hub, tellings: Telling[]): Promise<void> {
  const at = hub.clock.now()
  const byRoom = Map.groupBy(tellings, ({ room }) => room)
  const rows = (await Promise.all(Array.from(byRoom, ([room, some]) => wantedRows(hub, room, some, at)))).flat()
  if (rows.length === 0) return
  await keepNotices(hub.store, rows)
  const people = [...new Set(rows.map(({ person }) => person))]
  await bumpTurns(hub.store, await turnsFor(hub, people, at))
  hintNotices(hub, people)
}

/** Without those that their person wants to hear nothing of. */
async function wantedRows(hub: Hub, room: string | null, tellings: Telling[], at: Date): Promise<NoticeRow[]> {
  const people = tellings.map(({ person }) => person)
  const tunings = room === null ? null : await findTunings(hub.store, room, people)
  return tellings.flatMap((telling) => {
    const { level, snoozedUntil = null } = tunings?.get(telling.person) ?? {}
    if (level === 'none' && !telling.isOwed) return []
    return [{ ...asRow(telling, at), heldUntil: snoozedUntil && snoozedUntil > at ? snoozedUntil : null }]
  })
}

/** When which channel is to tell these people of what happened at `at`. */
async function turnsFor(hub: Hub, people: string[], at: Date) {
  const [settings, reachable] = await Promise.all([
    findSettingsOfMany(hub.store, people),
    peopleWithDevices(hub.store, people),
  ])
  const turns = people.map(async (person) => {
    const wanted = settings.get(person) ?? usualSettings
    const zone = await zoneOf(hub, person)
    const mailAt = hub.mail.isSending ? nextMail(wanted, zone, at) : null
    const pushAt = reachable.has(person) ? nextPush(wanted, zone, at, pushAfterMs) : null
    return [
      ...(mailAt ? [{ channel: 'mail' as const, person, dueAt: mailAt }] : []),
      ...(pushAt ? [{ channel: 'push' as const, person, dueAt: pushAt }] : []),
    ]
  })
  return (await Promise.all(turns)).flat()
}

/** The person's snooze of a room has changed: what it held back is told when it is over now, by their settings. */
export async function holdBack(hub: Hub, hold: { person: string; room: string; until: Date | null }): Promise<void> {
  // A turn that still finds it held back moves itself.
  if (await holdNotices(hub.store, hold))
    await bumpTurns(hub.store, await turnsFor(hub, [hold.person], hub.clock.now()))
  hintNotices(hub, [hold.person])
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
