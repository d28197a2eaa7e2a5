import { clusterIn, clusterView } from '#server/members/roll.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { Reaction } from '#server/platform/reactions.ts'
import { sha256 } from '#server/platform/seal.ts'
import { allows } from '#shared/platform/life.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { backstageOf } from '#shared/rooms/contract.ts'
import { reviewLife } from '#shared/rooms/moderation.ts'
import { asHub } from './asHub.ts'
import { keepErasure } from './erasure.model.ts'
import { forgetMarkersOf } from './marker.model.ts'
import { findComplaintsOf, findOwnReviews, forgetComplaintsOf } from './moderation.model.ts'
import { findRooms, findSeatsOf } from './room.model.ts'

/** A former member sits nowhere, and where the cluster wants it so, what they said goes too. */
const leaveRooms: Reaction = {
  name: 'leaveRooms',
  on: ['person.departed'],
  async run({ hub, change, cid }) {
    const person = change.item.id
    const seats = await findSeatsOf(hub.store, person)
    const sits = (room: string) => seats.get(room)?.state === 'seated'
    // The room behind one is left as the one in front is: by another reaction.
    const behind = new Set(Array.from(seats.keys()).filter(sits).map(backstageOf))
    for (const room of seats.keys()) {
      if (!sits(room) || behind.has(room)) continue
      const deed = `r-${sha256(`${cid}|${room}`).slice(0, 40)}`
      await asHub(hub, 'seat.vacate', { room, person, cause: 'left' }, deed)
    }
    await forgetMarkersOf(hub.store, person)
    for (const { id } of await findRooms(hub.store)) await takeBackReviews(hub, { room: id, person, cid })
    const isErased = clusterIn(await clusterView(hub)).leavers === 'erase'
    if (isErased) await eraseComplaints(hub, person)
    await forgetComplaintsOf(hub.store, person)
    if (isErased) await keepErasure(hub.store, person, hub.clock.now())
  },
}

/** What waits for review, or was refused, was never said: it goes, whatever becomes of what was. */
async function takeBackReviews(hub: Hub, { room, person, cid }: { room: string; person: string; cid: string }) {
  const behind = backstageOf(room)
  for (const { id, state } of await findOwnReviews(hub.store, behind, person)) {
    if (!allows(reviewLife, state, 'withdraw')) continue
    const deed = `v-${sha256(`${cid}|${behind}|${id}`).slice(0, 40)}`
    await asHub(hub, 'review.file', { room: behind, review: id, as: 'withdrawn' }, deed)
  }
}

/** Who complained stands in the table alone: their reasons go while it can still be said which were theirs. */
async function eraseComplaints(hub: Hub, person: string): Promise<void> {
  for (const { _id: complaint, room, message } of await findComplaintsOf(hub.store, person)) {
    const input = { room: backstageOf(room), message, complaint }
    await asHub(hub, 'report.forget', input, `forget-${complaint}`).catch(unlessDone)
  }
}

function unlessDone(error: unknown): void {
  if (!(error instanceof Refusal) || !['already_done', 'not_found'].includes(error.code)) throw error
}

export const departureRoomReactions: Reaction[] = [leaveRooms]
