import { create } from 'zustand'
import { connection } from '#client/platform/connection.ts'

/** Who writes in which room, until when (by this device's clock: a duration, not a date). */
const useSigns = create<Record<string, readonly string[]>>(() => ({}))
const timers = new Map<string, ReturnType<typeof setTimeout>>()
const shownForMs = 6000
const saidEveryMs = 3000
/** The hub passes it on every 1.5 s and drops what comes before. */
const passedOnEveryMs = 1800

const nobody: readonly string[] = []
export const useTyping = (room: string): readonly string[] => useSigns((signs) => signs[room] ?? nobody)

connection.on('typing', ({ room, person }) => {
  const key = `${room} ${person}`
  clearTimeout(timers.get(key))
  timers.set(
    key,
    setTimeout(() => stoppedTyping(room, [person]), shownForMs),
  )
  useSigns.setState((signs) => (signs[room]?.includes(person) ? signs : { [room]: [...(signs[room] ?? []), person] }))
})

/** Their message is there, or they have been quiet. */
export function stoppedTyping(room: string, people: readonly string[]): void {
  useSigns.setState((signs) => {
    const writing = signs[room] ?? nobody
    return writing.some((person) => people.includes(person))
      ? { [room]: writing.filter((person) => !people.includes(person)) }
      : signs
  })
}

const saidAt = new Map<string, number>()
export function sayTyping(room: string): void {
  const now = performance.now()
  if (now - (saidAt.get(room) ?? Number.NEGATIVE_INFINITY) < saidEveryMs) return
  saidAt.set(room, now)
  connection.tell('typing', { room })
}

/** One's message is on its way: what is written from now on is another one, and news to the others. */
export function endTyping(room: string): void {
  const last = saidAt.get(room)
  if (last !== undefined) saidAt.set(room, last - saidEveryMs + passedOnEveryMs)
}
