import type { Hub } from '#server/platform/hub.ts'
import { sha256 } from '#server/platform/seal.ts'
import type { ThingOf } from '#shared/contract.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { backstageOf } from '#shared/rooms/contract.ts'
import { asHub } from './asHub.ts'
import { findRefusedBefore, findSettledBefore } from './moderation.model.ts'

interface Over {
  refused: ThingOf<'review'>[]
  settled: ThingOf<'report'>[]
}

/**
 * What a room no longer keeps of what lies behind it: messages that were refused, and what settled reports complained
 * of. What still waits for its outcome stays. `before` in ms since 1970.
 */
export async function findOverBackstage(hub: Hub, front: string, before: number): Promise<Over> {
  const room = backstageOf(front)
  const behind = await hub.rooms.fresh(room)
  if (!behind) return { refused: [], settled: [] }
  await hub.rooms.applied(room, behind.head.seq)
  const [refused, settled] = await Promise.all([
    findRefusedBefore(hub.store, room, before),
    findSettledBefore(hub.store, room, before),
  ])
  return { refused, settled }
}

/** Erases it, text, files and complaints, until `isOver`; cut short, it is called again. Gives how many things lost their words. */
export async function eraseBackstage(
  hub: Hub,
  { room: front, before, isOver }: { room: string; before: number; isOver(): boolean },
): Promise<number> {
  const room = backstageOf(front)
  const { refused, settled } = await findOverBackstage(hub, front, before)
  let erased = 0
  for (const { id: review } of refused) {
    if (isOver()) return erased
    // The same review is the same deed, whoever comes by here once more.
    const cid = `old-${sha256(`${room}|${review}`).slice(0, 48)}`
    await asHub(hub, 'review.file', { room, review, as: 'withdrawn' }, cid).then(() => erased++, unlessDone)
  }
  for (const { id: message, complaints } of settled) {
    for (const { id: complaint, reason } of complaints) {
      if (isOver()) return erased
      if (reason === '') continue
      await asHub(hub, 'report.forget', { room, message, complaint }, `forget-${complaint}`).catch(unlessDone)
    }
    erased++
  }
  return erased
}

/** Its author, or whoever complained, was faster. */
function unlessDone(error: unknown): void {
  if (!(error instanceof Refusal) || !['already_done', 'wrong_state', 'not_found'].includes(error.code)) throw error
}
