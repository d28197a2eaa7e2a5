import { create } from 'zustand'
import { useConnection } from './connection.store.ts'
import { connection } from './connection.ts'

export interface Presence {
  here: ReadonlySet<string>
  /** Those of them who are away from every device of theirs. */
  away: ReadonlySet<string>
  /** May be more than are named. */
  count: number
}

/** Lit, dimmed and unlit. */
export type Lamp = 'here' | 'away' | 'gone'

const nobody: Presence = { here: new Set(), away: new Set(), count: 0 }
const usePresences = create<Record<string, Presence>>(() => ({}))

/** Who is in a room right now; of the cluster's room: who is online. */
export const usePresence = (room: string): Presence => usePresences((presences) => presences[room] ?? nobody)
export const useLamp = (room: string, person: string): Lamp =>
  usePresences((presences) => lampIn(presences[room] ?? nobody, person))

export function lampIn({ here, away }: Presence, person: string): Lamp {
  if (!here.has(person)) return 'gone'
  return away.has(person) ? 'away' : 'here'
}

connection.on('presence', (sign) => {
  usePresences.setState((presences) => {
    const was = sign.isWhole ? nobody : (presences[sign.room] ?? nobody)
    const here = new Set([...was.here, ...sign.here, ...sign.away])
    const away = new Set([...was.away, ...sign.away])
    for (const person of sign.here) away.delete(person)
    for (const person of sign.gone) {
      here.delete(person)
      away.delete(person)
    }
    return { [sign.room]: { here, away, count: sign.count } }
  })
})
// Cut off, one knows of nobody.
useConnection.subscribe(({ state }, was) => {
  if (was.state === 'online' && state !== 'online') usePresences.setState({}, true)
})
