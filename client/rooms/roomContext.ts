import { createContext, useContext } from 'react'
import type { Actor } from '#shared/platform/actor.ts'
import type { Message } from '#shared/rooms/message.shape.ts'
import type { OfRoom } from '#shared/rooms/room.ts'

/** What everything on a room's page needs to know, and may set in motion. */
export interface RoomTalk {
  room: string
  ofRoom: OfRoom
  actor: Actor
  me: string
  answer(message: Message): void
  edit(message: Message): void
  /** Takes a refused message back into the composer. */
  rewrite(text: string, replyTo: string | null): void
  goTo(message: Pick<Message, 'id' | 'seq'>): void
}

const RoomTalkContext = createContext<RoomTalk | null>(null)
export const RoomTalkProvider = RoomTalkContext.Provider

export function useRoomTalk(): RoomTalk {
  const talk = useContext(RoomTalkContext)
  if (!talk) throw new Error('useRoomTalk is for what stands on a room page')
  return talk
}

/** There is one field to write in on a room's page at a time. */
export const composerId = 'composer'
export const focusComposer = () => requestAnimationFrame(() => document.getElementById(composerId)?.focus())
