import { can } from '#shared/permissions.ts'
import { allows } from '#shared/platform/life.ts'
import { isSeated, seatLife } from '#shared/rooms/room.ts'
import { useRoomTalk } from './roomContext.ts'
import { readRooms } from './rooms.store.ts'
import { useToldCommand } from './useToldCommand.ts'

/** Taking a seat in the room, where one may. */
export function useJoin() {
  const { room, ofRoom, actor } = useRoomTalk()
  const { run, isPending } = useToldCommand('room.join')
  const isFree = ofRoom.seat === null || allows(seatLife, ofRoom.seat.state, 'join')
  const mayJoin = ofRoom.room.state === 'open' && !isSeated(ofRoom) && isFree && can(actor, 'room.join', ofRoom)
  return {
    mayJoin,
    isPending,
    run: async () => {
      const done = await run({ room })
      if (done) await readRooms(`${room}:${done.seq}`)
    },
  }
}
