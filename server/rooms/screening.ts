import { idOf } from '#server/platform/dispatch.ts'
import { findEntryOfDeed } from '#server/platform/entry.model.ts'
import type { Call, RoomView } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { Output } from '#shared/contract.ts'
import type { FileRef } from '#shared/files/file.shape.ts'
import { can } from '#shared/permissions.ts'
import type { Actor } from '#shared/platform/actor.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { backstageOf } from '#shared/rooms/contract.ts'
import { wordListId } from '#shared/rooms/moderation.shape.ts'
import { hindranceToWrite } from '#shared/rooms/moderation.ts'
import { type OfRoom, runsRoom } from '#shared/rooms/room.ts'
import { ofRoom } from './access.ts'
import { asHub } from './asHub.ts'
import { findOwnReviews } from './moderation.model.ts'
import { listedWordsIn } from './wordList.ts'

/** What the word list says of a text: null where the room had none when it was asked. */
export type Screening = string[] | null

/** Compares what is to be said with the room's word list, as it is at this moment on every process. */
export async function screen(hub: Hub, { room, texts }: { room: string; texts: string[] }): Promise<Screening> {
  const isScreened = (await hub.rooms.view(room))?.find('room', room)?.isScreened
  if (!isScreened) return null
  const behind = await hub.rooms.fresh(backstageOf(room))
  const words = behind?.find('wordList', wordListId)?.words ?? []
  return [...new Set(texts.flatMap((text) => listedWordsIn(text, words)))]
}

/** A screening that the room has outrun meanwhile: asked again, the message is posted or held. */
export function mustBeScreened(actor: Actor, of: OfRoom, screening: Screening): void {
  if (!of.room.isScreened || runsRoom(actor, of)) return
  if (screening === null || screening.length > 0) throw new Refusal('unavailable', 'platform.unavailable')
}

/** A change has no place to wait in: it is refused, and stays with whoever wrote it. */
export function mustHaveNoListedWord(actor: Actor, of: OfRoom, screening: Screening): void {
  if (!runsRoom(actor, of) && screening && screening.length > 0) {
    throw new Refusal('wrong_state', 'rooms.editNeedsReview')
  }
  mustBeScreened(actor, of, screening)
}

/** The id that the message would have had: the same for the same deed, so that it is held once. */
const reviewIdOf = ({ input, by, cid }: Call<'message.post'>) => idOf(input.room, by, cid)

/**
 * Takes a message with a listed word backstage instead of posting it. A deed that was done before stays what it became
 * then, whatever has been put on the list or taken off it since.
 */
export async function holdIfListed(
  call: Call<'message.post'>,
  listed: Screening,
  files: FileRef[],
): Promise<Output<'message.post'> | null> {
  if (listed === null || call.actor.personId === null) return null
  const { hub, input, by, cid } = call
  const review = reviewIdOf(call)
  const behind = backstageOf(input.room)
  const isHeld = await isKnown(hub, behind, review)
  if (!isHeld && listed.length === 0) return null
  if (!isHeld && (await findEntryOfDeed(hub.store, input.room, by, cid))) return null
  const view = await hub.rooms.fresh(input.room)
  if (!view || (!isHeld && !mayBeHeld(view, call))) return null
  if (!isHeld) await mustHaveRoom(hub, behind, by)
  const { text, replyTo } = input
  const message = { author: by, text, replyTo, ...(files.length > 0 ? { files } : {}) }
  await asHub(hub, 'review.hold', { ...message, room: behind, review, words: listed }, `hold-${review}`)
  return { message: review, seq: view.head.seq, isHeld: true }
}

/** So many messages of one author may wait; more would only bury them. */
const mostWaiting = 20

async function mustHaveRoom(hub: Hub, behind: string, author: string): Promise<void> {
  const waiting = (await findOwnReviews(hub.store, behind, author)).filter(({ state }) => state === 'waiting')
  if (waiting.length >= mostWaiting) throw new Refusal('wrong_state', 'rooms.tooManyHeld')
}

async function isKnown(hub: Hub, room: string, review: string): Promise<boolean> {
  await hub.rooms.bring(room, [{ kind: 'review', id: review }])
  return (await hub.rooms.view(room))?.find('review', review) !== null
}

/** Only what could be posted now is held; whoever runs the room needs nobody's approval. */
function mayBeHeld(view: RoomView, { hub, actor }: Call<'message.post'>): boolean {
  const present = hub.actorOf(actor.personId!, actor.scopes)
  const of = ofRoom(view, present)
  const at = { now: hub.clock.now().getTime(), pace: view.find('pace', present.personId!) }
  const isFree = of.room.state === 'open' && hindranceToWrite(present, of, at) === null
  return isFree && can(present, 'message.post', of) && !runsRoom(present, of)
}
