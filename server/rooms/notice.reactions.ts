import { findBlockersOf } from '#server/members/block.model.ts'
import { dropNoticesIn, takeBackNotices } from '#server/notices/notice.model.ts'
import { hintNotices, notify, type Telling, takeBack } from '#server/notices/notify.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { Reaction } from '#server/platform/reactions.ts'
import type { ThingOf } from '#shared/contract.ts'
import { isMember } from '#shared/platform/actor.ts'
import { everybody } from '#shared/rooms/message.ts'
import { runsRoom } from '#shared/rooms/room.ts'
import { seatNames } from '#shared/rooms/seatNames.ts'
import { mayListen, ofRoom } from './access.ts'
import { messages } from './message.model.ts'
import { kindsAboutMessages } from './roomNotices.ts'
import { leaveWatch, watchersOf } from './tuning.handlers.ts'

type Message = ThingOf<'message'>

/** Those of them who may read the room now, and want to hear from `by`; whoever runs the room is always heard. */
async function readersAmong(hub: Hub, room: string, people: string[], by?: string): Promise<string[]> {
  const view = await hub.rooms.fresh(room)
  if (!view) return []
  const isHeardByAll = by === undefined || by === 'system' || runsRoom(hub.actorOf(by), ofRoom(view, hub.actorOf(by)))
  const deaf = isHeardByAll ? new Set<string>() : await findBlockersOf(hub.store, by)
  return people.filter((person) => mayListen(hub.actorOf(person), view) && !deaf.has(person))
}

async function authorOf(hub: Hub, room: string, message: string): Promise<string | null> {
  const [found] = await messages.findMany(hub.store, room, [message])
  return found?.author ?? null
}

/** People named in a message; who calls everybody names all on the roll. */
async function namedIn(hub: Hub, room: string, mentions: string[]): Promise<string[]> {
  if (!mentions.includes(everybody)) return mentions
  const seats = (await hub.rooms.fresh(room))?.all('seat') ?? []
  const seated = seats.filter(({ state }) => state === 'seated').map(({ id }) => id)
  return [...new Set([...mentions.filter((id) => id !== everybody), ...seated])]
}

/** Each person hears of a message once, by what concerns them most. */
const tellOfMessage: Reaction = {
  name: 'tellOfMessage',
  on: ['message.posted', 'message.released', 'message.edited'],
  async isFor({ hub, room, change }) {
    const { mentions, replyTo } = change.item as Message
    if (mentions.length > 0) return true
    return change.event !== 'message.edited' && (replyTo !== null || (await watchersOf(hub, room)).length > 0)
  },
  async run({ hub, room, seq, change }) {
    const message = change.item as Message
    const { id, author, mentions, replyTo } = message
    const kinds = new Map<string, 'mention' | 'reply' | 'message'>()
    const isNew = change.event !== 'message.edited'
    for (const person of isNew ? await watchersOf(hub, room) : []) kinds.set(person, 'message')
    const answered = replyTo && isNew ? await authorOf(hub, room, replyTo) : null
    if (answered) kinds.set(answered, 'reply')
    for (const person of await namedIn(hub, room, mentions)) kinds.set(person, 'mention')
    kinds.delete(author)
    const readers = await readersAmong(hub, room, [...kinds.keys()], author)
    const telling = (person: string): Telling => {
      const kind = kinds.get(person)!
      return { person, kind, room, seq, subject: id, by: author, once: id, group: `${kind}/${room}` }
    }
    await notify(hub, readers.map(telling))
  },
}

const tellOfReaction: Reaction = {
  name: 'tellOfReaction',
  on: ['reaction.changed'],
  async run({ hub, room, seq, change }) {
    const { id, message, person: by, emoji, isOn } = change.item as ThingOf<'reaction'>
    const author = await authorOf(hub, room, message)
    if (!author || author === by) return
    const telling = { person: author, kind: 'reaction', once: id }
    if (!isOn) return takeBack(hub, telling)
    const [reader] = await readersAmong(hub, room, [author], by)
    if (!reader) return
    await notify(hub, [
      { ...telling, room, seq, subject: message, by, group: `reaction/${room}/${message}`, values: { emoji } },
    ])
  },
}

const tellOfSeat: Reaction = {
  name: 'tellOfSeat',
  on: ['seat.granted'],
  async run({ hub, room, seq, by, change }) {
    const { id: person, seat, was } = change.item as ThingOf<'seat'>
    if (by === person || by === 'system' || was === seat) return
    const [reader] = await readersAmong(hub, room, [person])
    if (!reader) return
    const { zh: seatZh, en: seatEn } = seatNames[seat]
    const told = was ? { kind: 'reseated', values: { seatZh, seatEn } } : { kind: 'seat' }
    await notify(hub, [{ ...told, person, room, seq, subject: '', by, once: `${room}/${seq}` }])
  },
}

/**
 * Nothing is left of a notice whose message is erased, nor of any in a room that one was removed from, but for what was
 * done to oneself there. That is told here, after the rest is gone, so that it stays.
 */
const forgetNotices: Reaction = {
  name: 'forgetNotices',
  on: ['message.deleted', 'message.redacted', 'seat.removed'],
  async run({ hub, room, seq, by, change }) {
    const { id } = change.item
    if (change.event === 'seat.removed') {
      await dropNoticesIn(hub.store, { person: id, room, keeps: ['redacted'] })
      hintNotices(hub, [id])
      return tellOfDeed(hub, { person: id, kind: 'removed', room, seq, subject: '', by, once: `${room}/${seq}` })
    }
    const kinds = kindsAboutMessages
    hintNotices(hub, await takeBackNotices(hub.store, { room, subject: id, kinds }))
    if (change.event === 'message.deleted') return
    const { author: person } = change.item as Message
    // Who reads on in the room passes the entry without seeing what became of a message far above.
    await tellOfDeed(hub, { person, kind: 'redacted', room, seq: 0, subject: id, by, once: id })
  },
}

const quietLeavers: Reaction = {
  name: 'quietLeavers',
  on: ['seat.left', 'seat.removed'],
  run: ({ hub, room, change }) => leaveWatch(hub, room, change.item.id),
}

/** Whatever one does to oneself, or the hub for everybody by a rule, needs no telling. */
async function tellOfDeed(hub: Hub, telling: Telling): Promise<void> {
  const { person, by } = telling
  if (by === person || by === 'system' || !isMember(hub.actorOf(person))) return
  await notify(hub, [{ ...telling, isOwed: true }])
}

export const roomNoticeReactions: Reaction[] = [tellOfMessage, tellOfReaction, tellOfSeat, forgetNotices, quietLeavers]
