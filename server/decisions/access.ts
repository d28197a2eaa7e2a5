import type { RoomView } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import { ofRoom } from '#server/rooms/access.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { seatsOf } from '#shared/decisions/electorate.ts'
import type { OfDecision, OfVote } from '#shared/decisions/permissions.ts'
import type { Actor } from '#shared/platform/actor.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { frozenRoll } from './roll.ts'

export const theDecision = ({ decision }: { decision: string }) => [{ kind: 'decision' as const, id: decision }]

export function decisionIn(view: RoomView, id: string): Decision {
  const decision = view.find('decision', id)
  if (!decision) throw new Refusal('not_found', 'platform.notFound')
  return decision
}

/** For commands in the room's turn; the decision must have been named by `needs`. */
export function ofDecision(ask: { room: RoomView; input: { decision: string }; actor: Actor }): OfDecision {
  return { ...ofRoom(ask.room, ask.actor), decision: decisionIn(ask.room, ask.input.decision) }
}

/** The decision as it stands after whatever other processes have written. */
export async function freshDecision(hub: Hub, room: string, id: string): Promise<Decision> {
  const view = await hub.rooms.fresh(room)
  if (!view) throw new Refusal('not_found', 'platform.notFound')
  await hub.rooms.bring(room, [{ kind: 'decision', id }])
  return decisionIn(view, id)
}

/** For whatever lies outside the room's log: the decision, and whether the asker is on its roll. */
export async function subjectOfVote({
  input,
  actor,
  hub,
}: {
  input: { room: string; decision: string }
  actor: Actor
  hub: Hub
}): Promise<OfVote> {
  const decision = await freshDecision(hub, input.room, input.decision)
  const view = await hub.rooms.view(input.room)
  const roll = await frozenRoll(hub, decision)
  const person = actor.personId ?? ''
  const isOnRoll =
    roll !== null && (seatsOf(roll, person).length > 0 || roll.barred.some((one) => one.person === person))
  return { ...ofRoom(view!, actor), decision, isOnRoll }
}
