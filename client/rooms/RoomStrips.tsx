import './moderation.texts.ts'
import { DeskStrip } from './DeskStrip.tsx'
import { useRoomTalk } from './roomContext.ts'
import { StandingStrip } from './StandingStrip.tsx'

/** Between the talk and the field: what waits for oneself, or for those who run the room. */
export function RoomStrips() {
  const { ofRoom } = useRoomTalk()
  return ofRoom.room.kind === 'backstage' ? <DeskStrip /> : <StandingStrip />
}
