import { useEffect, useMemo, useRef } from 'react'
import { findRoom, useRoomState } from '#client/platform/rooms.ts'
import { thingsOf } from '#client/platform/things.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import type { Seat } from '#shared/rooms/room.shape.ts'

/** Who belongs to the room: read once, then live. */
export function useRoll(room: string) {
  const epoch = useRoomState(room, (state) => state.epoch)
  const answer = useAsk('room.roll', { room }, { isEnabled: epoch > 0 })
  const { data, refetch } = answer
  // A fresh answer of the room began with an empty roll.
  // biome-ignore lint/correctness/useExhaustiveDependencies: taken in again after each fresh answer
  useEffect(() => {
    if (data) findRoom(room).keep({ seat: data.seats })
  }, [room, data, epoch])
  const readIn = useRef(epoch)
  useEffect(() => {
    // What was read before the room was entered afresh misses whoever came or went meanwhile.
    if (readIn.current > 0 && epoch !== readIn.current) void refetch()
    readIn.current = epoch
  }, [epoch, refetch])
  const seats = useRoomState(room, ({ things }) => thingsOf(things, 'seat'))
  const seated = useMemo(() => {
    const found = new Map<string, Seat>()
    for (const seat of seats.values()) if (seat.state === 'seated') found.set(seat.id, seat)
    return found
  }, [seats])
  return { seated, isKnown: data !== undefined, refusal: answer.error, readAgain: () => void answer.refetch() }
}
