import { Suspense } from 'react'
import { latePart } from '#client/ui/latePart.tsx'
import { lateParts } from './lateParts.ts'
import { useRoomTalk } from './roomContext.ts'
import { settledOf, useStanding } from './standing.ts'

const DeskStrip = latePart(async () => (await lateParts.desk()).DeskStrip)
const StandingStrip = latePart(async () => (await lateParts.standing()).StandingStrip)

/** Between the talk and the field: what waits for oneself, or for those who run the room. */
export function RoomStrips() {
  const { ofRoom } = useRoomTalk()
  return <Suspense>{ofRoom.room.kind === 'backstage' ? <DeskStrip /> : <OwnStanding />}</Suspense>
}

/** Most have nothing that waits, and need not fetch what would show it. */
function OwnStanding() {
  const { room } = useRoomTalk()
  const { data } = useStanding(room)
  if (!data || data.reviews.length + settledOf(data).length === 0) return null
  return <StandingStrip />
}
