import { create } from 'zustand'
import { useConnection } from './connection.store.ts'
import { connection } from './connection.ts'

export interface Presence {
  here: ReadonlySet<string>
  /** May be more than are named. */
  count: number
}

const nobody: Presence = { here: new Set(), count: 0 }
const usePresences = create<Record<string, Presence>>(() => ({}))

/** Who is in a room right now; of the cluster's room: who is online. */
export const usePresence = (room: string): Presence => usePresences((presences) => presences[room] ?? nobody)
export const useIsHere = (room: string, person: string): boolean =>
  usePresences((presences) => presences[room]?.here.has(person) ?? false)

connection.on('presence', ({ room, isWhole, here, gone, count }) => {
  usePresences.setState((presences) => {
    const next = new Set(isWhole ? [] : presences[room]?.here)
    for (const person of here) next.add(person)
    for (const person of gone) next.delete(person)
    return { [room]: { here: next, count } }
  })
})
// Cut off, one knows of nobody.
useConnection.subscribe(({ state }, was) => {
  if (was.state === 'online' && state !== 'online') usePresences.setState({}, true)
})
