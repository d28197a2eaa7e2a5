import type { KeptRoom, RoomState } from './roomSync.ts'
import { type Things, thingsOf } from './things.ts'

const mostMessages = 100

/** What a device keeps of a room: its newest messages with what belongs to them, and all else. Null for a room that is gone. */
export function keptOf({ phase, head, things, oldest }: RoomState): KeptRoom | null {
  if (phase === 'gone') return null
  const messages = [...thingsOf(things, 'message').values()].sort((a, b) => a.seq - b.seq)
  const newest = messages.filter(({ seq }) => seq >= oldest).slice(-mostMessages)
  const isCut = newest.length === mostMessages
  const ids = new Set(newest.map(({ id }) => id))
  const kept: Things = {
    ...things,
    message: new Map(newest.map((message) => [message.id, message])),
    reaction: new Map([...thingsOf(things, 'reaction')].filter(([, { message }]) => ids.has(message))),
  }
  return { head, things: kept, oldest: isCut ? newest[0]!.seq : oldest }
}
