import { useEffect } from 'react'
import { connection } from '#client/platform/connection.ts'
import { queryClient } from '#client/platform/queryClient.ts'
import { findRoom, useRoomState } from '#client/platform/rooms.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import type { QueryOutput } from '#shared/contract.ts'

export type Standing = QueryOutput<'room.standing'>

connection.on('hint', ({ board }) => {
  if (board === 'standing') void queryClient.invalidateQueries({ queryKey: ['room.standing'] })
})

/** How one stands in a room, live: the hub says when it has changed. */
export function useStanding(room: string) {
  const epoch = useRoomState(room, (state) => state.epoch)
  const answer = useAsk('room.standing', { room })
  const { data } = answer
  // biome-ignore lint/correctness/useExhaustiveDependencies: after a fresh answer of the room, the pace is unknown again
  useEffect(() => {
    if (data?.pace) findRoom(room).keep({ pace: [data.pace] })
  }, [data, room, epoch])
  return answer
}

/** Own reports that somebody has settled, and oneself has not yet taken note of. */
export const settledOf = ({ reports }: Standing) => reports.filter(({ state }) => state === 'settled')
