import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { usePlace } from '#client/i18n.ts'
import { useMe } from '#client/members/me.store.ts'
import { useConnection } from '#client/platform/connection.store.ts'
import { ask } from '#client/platform/hub.ts'
import { settleMessages, useOutboxRows } from '#client/platform/outbox.store.ts'
import type { RoomSync } from '#client/platform/roomSync.ts'
import { findRoom, holdRoom, useRoomState } from '#client/platform/rooms.ts'
import { thingsOf } from '#client/platform/things.ts'
import type { Message, Reaction } from '#shared/rooms/message.shape.ts'
import type { OfRoom } from '#shared/rooms/room.ts'
import { createHistory, type RoomHistory } from './history.ts'
import { readMarkers } from './markers.store.ts'
import { messagesIn } from './messageSpan.ts'
import { useBoardRoom } from './rooms.store.ts'
import { type Row, rowsOf } from './rows.ts'
import { stoppedTyping } from './typing.store.ts'

const histories = new WeakMap<RoomSync, RoomHistory>()

export function historyOf(room: string): RoomHistory {
  const sync = findRoom(room)
  const known = histories.get(sync)
  if (known) return known
  const history = createHistory(sync, (input) => ask('messages.page', input))
  histories.set(sync, history)
  return history
}

/** Keeps the room live while its page is shown; on leaving, only its newest messages stay at hand. */
export function useHeldRoom(room: string): void {
  useEffect(() => {
    const release = holdRoom(room)
    return () => {
      historyOf(room).trim()
      release()
    }
  }, [room])
  // What others have read while one was cut off is told to nobody again.
  const isOnline = useConnection(({ state }) => state === 'online')
  useEffect(() => {
    if (isOnline) void readMarkers(room)
  }, [room, isOnline])
  useEffect(() => {
    const { store } = findRoom(room)
    return store.subscribe(({ head, things }, was) => {
      if (head.seq === was.head.seq) return
      settleMessages(room, head.seq)
      const news = [...thingsOf(things, 'message').values()].filter(({ seq }) => seq > was.head.seq)
      stoppedTyping(
        room,
        news.map(({ author }) => author),
      )
    })
  }, [room])
}

/** The room and one's own place in it, as the permission rules ask about them; null while not known. */
export function useOfRoom(room: string): OfRoom | null {
  const me = useMe().person.id
  const listed = useBoardRoom(room)
  const held = useRoomState(room, ({ things }) => thingsOf(things, 'room').get(room))
  const seated = useRoomState(room, ({ things }) => thingsOf(things, 'seat').get(me))
  const item = held ?? listed?.room
  const seat = seated ?? listed?.seat ?? null
  return useMemo(() => (item ? { room: item, seat } : null), [item, seat])
}

/** What the list shows: messages in order, then what is on its way. */
export function useRows(room: string, readUpTo: number | null): Row[] {
  const me = useMe().person.id
  const timeZone = usePlace((place) => place.timeZone)
  const shown = useStore(historyOf(room).store, (state) => state.shown)
  const held = useRoomState(room, ({ things }) => thingsOf(things, 'message'))
  const heardCids = useRoomState(room, (state) => state.heardCids)
  const headSeq = useRoomState(room, ({ head }) => head.seq)
  const waiting = useOutboxRows(room)
  const isLive = shown.to === Number.POSITIVE_INFINITY
  const messages = useMemo(() => messagesIn(held.values(), shown), [held, shown])
  return useMemo(
    () => rowsOf({ messages, outgoing: isLive ? waiting : [], heardCids, headSeq, readUpTo, me, timeZone }),
    [messages, isLive, waiting, heardCids, headSeq, readUpTo, me, timeZone],
  )
}

const noReactions: readonly Reaction[] = []
/** The reactions that stand, by message, in the order in which they were given. */
export function useReactions(room: string): (message: string) => readonly Reaction[] {
  const held = useRoomState(room, ({ things }) => thingsOf(things, 'reaction'))
  return useMemo(() => {
    const byMessage = new Map<string, Reaction[]>()
    for (const reaction of held.values()) {
      if (!reaction.isOn) continue
      const list = byMessage.get(reaction.message)
      if (list) list.push(reaction)
      else byMessage.set(reaction.message, [reaction])
    }
    for (const list of byMessage.values()) list.sort((a, b) => a.version - b.version)
    return (message: string) => byMessage.get(message) ?? noReactions
  }, [held])
}

const wanted = new Map<string, Set<string>>()
const askedFor = new Set<string>()
const mostIdsAtOnce = 50

/** A message that others refer to, wherever in the room it is; undefined until it is found. */
export function useMessage(room: string, id: string | null): Message | undefined {
  const message = useRoomState(room, ({ things }) => (id === null ? undefined : thingsOf(things, 'message').get(id)))
  const isMissing = id !== null && message === undefined
  useEffect(() => {
    if (isMissing) wantMessage(room, id)
  }, [room, id, isMissing])
  return message
}

function wantMessage(room: string, id: string) {
  const key = `${room} ${id}`
  if (askedFor.has(key)) return
  askedFor.add(key)
  const ids = wanted.get(room)
  if (ids) return void ids.add(id)
  wanted.set(room, new Set([id]))
  // Rows that appear together ask together.
  setTimeout(() => {
    const all = [...(wanted.get(room) ?? [])]
    wanted.delete(room)
    for (let from = 0; from < all.length; from += mostIdsAtOnce)
      void findMessages(room, all.slice(from, from + mostIdsAtOnce))
  }, 20)
}

export async function findMessages(room: string, ids: readonly string[]): Promise<readonly Message[]> {
  try {
    const { messages } = await ask('messages.find', { room, ids: ids.join(',') })
    findRoom(room).keep({ message: messages })
    return messages
  } catch {
    return []
  } finally {
    // A fresh answer of the room forgets what was found: then it is asked for again.
    for (const id of ids) askedFor.delete(`${room} ${id}`)
  }
}

const subscribeVisible = (hear: () => void) => {
  document.addEventListener('visibilitychange', hear)
  return () => document.removeEventListener('visibilitychange', hear)
}
export const useIsTabVisible = () =>
  useSyncExternalStore(subscribeVisible, () => document.visibilityState === 'visible')
