import type { RoomView } from '#server/platform/handler.ts'
import type { ThingOf } from '#shared/contract.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { isNewer } from '#shared/platform/roomLog.ts'
import { mostEmojiEach, mostEmojiOnMessage } from '#shared/rooms/message.ts'

type Reaction = ThingOf<'reaction'>

/** The reactions to a message in this very turn: those that were read before it, and what has been decided since. */
export function reactionsNow(room: RoomView, message: string, read: readonly Reaction[]): Reaction[] {
  const newest = new Map(read.map((reaction) => [reaction.id, reaction]))
  for (const reaction of room.recent('reaction')) {
    if (reaction.message === message && isNewer(newest.get(reaction.id), reaction)) newest.set(reaction.id, reaction)
  }
  return [...newest.values()].filter(({ isOn }) => isOn)
}

/** Refuses an emoji that would be one too many, of this person or of all; one that they have put there already does no harm. */
export function mustHaveRoomForEmoji(given: readonly Reaction[], { by, emoji }: { by: string; emoji: string }): void {
  const own = new Set(given.flatMap((reaction) => (reaction.person === by ? reaction.emoji : [])))
  if (own.has(emoji)) return
  if (own.size >= mostEmojiEach)
    throw new Refusal('wrong_state', 'rooms.tooManyEmoji', { values: { most: mostEmojiEach } })
  const all = new Set(given.map((reaction) => reaction.emoji))
  if (all.has(emoji) || all.size < mostEmojiOnMessage) return
  throw new Refusal('wrong_state', 'rooms.messageFullOfEmoji', { values: { most: mostEmojiOnMessage } })
}
