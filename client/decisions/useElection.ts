import { useEffect, useMemo } from 'react'
import { useMe } from '#client/members/me.store.ts'
import { findRoom, useRoomState } from '#client/platform/rooms.ts'
import { thingsOf } from '#client/platform/things.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import { useOfRoom } from '#client/rooms/roomView.ts'
import { type OfElection, runsElection } from '#shared/decisions/election.permissions.ts'
import type { Election, Nomination } from '#shared/decisions/election.shape.ts'
import type { Actor } from '#shared/platform/actor.ts'

/** An election as one member sees it. */
export interface SeenElection {
  room: string
  election: Election
  nominations: readonly Nomination[]
  ofElection: OfElection
  actor: Actor
  me: string
  runs: boolean
}

/** The elections of a room, the newest first: read once, then live. */
export function useElections(room: string) {
  const epoch = useRoomState(room, (state) => state.epoch)
  const { data, error, refetch } = useAsk('elections.list', { room })
  // What was read before the room was entered afresh is taken in again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each fresh answer of the room
  useEffect(() => {
    if (data) findRoom(room).keep({ election: data.elections })
  }, [room, data, epoch])
  const held = useRoomState(room, ({ things }) => thingsOf(things, 'election'))
  const elections = useMemo(() => [...held.values()].sort((one, other) => other.at - one.at), [held])
  return { elections: data ? elections : null, refusal: error, retry: () => void refetch() }
}

/** One election with its nominations: read once, then live; null while it is not known. */
export function useElection(room: string, id: string) {
  const epoch = useRoomState(room, (state) => state.epoch)
  const { actor, person } = useMe()
  const ofRoom = useOfRoom(room)
  const { data, error, refetch } = useAsk('election.find', { room, election: id })
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each fresh answer of the room
  useEffect(() => {
    if (data) findRoom(room).keep({ election: [data.election], nomination: data.nominations })
  }, [room, data, epoch])
  const election = useRoomState(room, ({ things }) => thingsOf(things, 'election').get(id))
  const held = useRoomState(room, ({ things }) => thingsOf(things, 'nomination'))
  const seen = useMemo<SeenElection | null>(() => {
    if (!data || !election || !ofRoom) return null
    const nominations = [...held.values()].filter((other) => other.election === id)
    const ofElection = { ...ofRoom, election }
    return {
      room,
      election,
      nominations: nominations.sort((one, other) => one.at - other.at),
      ofElection,
      actor,
      me: person.id,
      runs: ofRoom.room.state === 'open' && runsElection(actor, ofElection),
    }
  }, [room, data, id, election, held, ofRoom, actor, person.id])
  return { seen, refusal: error, retry: () => void refetch() }
}
