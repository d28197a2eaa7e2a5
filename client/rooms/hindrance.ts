import { useEffect, useState } from 'react'
import { useRoomState } from '#client/platform/rooms.ts'
import { serverNow } from '#client/platform/serverClock.ts'
import { thingsOf } from '#client/platform/things.ts'
import { type Hindrance, hindranceToWrite } from '#shared/rooms/moderation.ts'
import { useRoomTalk } from './roomContext.ts'

const longestTimerMs = 60_000

/** What keeps one from writing just now, by the hub's clock and rules; gone by itself when its time is over. */
export function useHindrance(): Hindrance | null {
  const { room, ofRoom, actor, me } = useRoomTalk()
  const pace = useRoomState(room, ({ things }) => thingsOf(things, 'pace').get(me)) ?? null
  const [, look] = useState(0)
  const now = serverNow()
  const hindrance = hindranceToWrite(actor, ofRoom, { now, pace })
  const leftMs = hindrance?.until == null ? null : hindrance.until - now
  useEffect(() => {
    if (leftMs === null) return
    const timer = setTimeout(() => look((count) => count + 1), Math.min(leftMs + 20, longestTimerMs))
    return () => clearTimeout(timer)
  })
  return hindrance
}
