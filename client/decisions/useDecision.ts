import { useEffect, useMemo } from 'react'
import { useMe } from '#client/members/me.store.ts'
import { useRoomState } from '#client/platform/rooms.ts'
import { thingsOf } from '#client/platform/things.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import { useOfRoom } from '#client/rooms/roomView.ts'
import type { QueryOutput } from '#shared/contract.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import type { DecisionProgress } from '#shared/decisions/decisions.contract.ts'
import type { decisionPermissions } from '#shared/decisions/permissions.ts'
import { can } from '#shared/permissions.ts'
import { keepProgress, useProgress } from './progress.store.ts'

export type Mine = QueryOutput<'decision.find'>['mine']
/** A decision as one member sees it. */
export interface Seen {
  room: string
  decision: Decision
  progress: DecisionProgress | null
  /** Null until the hub has said for which seats one votes. */
  mine: Mine | null
  /** Asks the hub again, after one's own ballot. */
  readAgain(): void
}

/** The decision, live: its newest shape from the room's log, the rest from the hub; null while neither is known. */
export function useDecision(room: string, id: string) {
  const held = useRoomState(room, ({ things }) => thingsOf(things, 'decision').get(id))
  const { data, error, refetch } = useAsk('decision.find', { room, decision: id })
  const progress = useProgress(id)
  const heldVersion = held?.version ?? 0
  const isBehind = data !== undefined && heldVersion > data.decision.version
  useEffect(() => {
    if (isBehind) void refetch()
  }, [isBehind, refetch])
  useEffect(() => {
    if (data?.progress) keepProgress(id, data.progress)
  }, [id, data?.progress])
  const decision = held && heldVersion >= (data?.decision.version ?? 0) ? held : data?.decision
  const seen = useMemo<Seen | null>(() => {
    if (!decision) return null
    const isOfRound = progress?.round === decision.round
    // What is known of an earlier round says nothing of this one.
    const mine =
      data && data.decision.round === decision.round && !isBeforeOpening(data.decision, decision) ? data.mine : null
    return { room, decision, progress: isOfRound ? progress : null, mine, readAgain: () => void refetch() }
  }, [room, decision, progress, data, refetch])
  return { seen, refusal: error, retry: () => void refetch() }
}

const isBeforeOpening = (was: Decision, is: Decision) => was.openedAt !== is.openedAt

type Deed = Exclude<keyof typeof decisionPermissions, 'ballot.cast' | 'decision.seal' | 'poll.open' | 'decision.draft'>

/** Whether one may do this or that about a decision, by one's seat alone; the life table asks for the moment. */
export function useMayDo(room: string, decision: Decision): (deed: Deed) => boolean {
  const { actor } = useMe()
  const ofRoom = useOfRoom(room)
  return useMemo(
    () => (deed) =>
      ofRoom !== null && ofRoom.room.state === 'open' && can(actor, deed, { ...ofRoom, decision } as never),
    [actor, ofRoom, decision],
  )
}
