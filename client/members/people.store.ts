import { useMemo } from 'react'
import { connection } from '#client/platform/connection.ts'
import { queryClient } from '#client/platform/queryClient.ts'
import { holdRoom, useRoomState } from '#client/platform/rooms.ts'
import { thingsOf } from '#client/platform/things.ts'
import type { QueryName } from '#shared/contract.ts'
import type { Cluster, Organisation, Person } from '#shared/members/person.shape.ts'
import { clusterRoom } from '#shared/members/person.ts'

// Lists that the hub makes from what has just changed are read again where they are on screen.
const readAgain = (...names: QueryName[]) => {
  for (const name of names) void queryClient.invalidateQueries({ queryKey: [name] })
}
connection.on('entries', ({ room }) => room === clusterRoom && readAgain('people.search', 'organisations.list'))
connection.on('hint', ({ board }) => board === 'mails' && readAgain('mails.list'))
// Of what happened while one was cut off, nobody is told again.
connection.onConnect(() => readAgain('people.search', 'organisations.list', 'mails.list'))

// The cluster's own room is held for as long as the page lives: names and seats are needed everywhere.
holdRoom(clusterRoom)

export const usePerson = (id: string | null): Person | undefined =>
  useRoomState(clusterRoom, ({ things }) => (id === null ? undefined : thingsOf(things, 'person').get(id)))
export const useOrganisation = (id: string | null): Organisation | undefined =>
  useRoomState(clusterRoom, ({ things }) => {
    const organisation = id === null ? undefined : thingsOf(things, 'organisation').get(id)
    return organisation?.isUnlisted ? undefined : organisation
  })
export const useCluster = (): Cluster | undefined =>
  useRoomState(clusterRoom, ({ things }) => thingsOf(things, 'cluster').values().next().value)

/** All people of the cluster, invited and suspended ones too; the array changes only when one of them does. */
export function usePeople(): readonly Person[] {
  const people = usePeopleById()
  return useMemo(() => [...people.values()], [people])
}
export const usePeopleById = (): ReadonlyMap<string, Person> =>
  useRoomState(clusterRoom, ({ things }) => thingsOf(things, 'person'))
export function useOrganisations(): readonly Organisation[] {
  const organisations = useRoomState(clusterRoom, ({ things }) => thingsOf(things, 'organisation'))
  return useMemo(() => [...organisations.values()].filter(({ isUnlisted }) => !isUnlisted), [organisations])
}
/** Whether the people have been read at least once. */
export const usePeopleKnown = (): boolean => useRoomState(clusterRoom, ({ epoch }) => epoch > 0)
