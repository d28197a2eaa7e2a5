import type { Hub } from '#server/platform/hub.ts'
import { roundOf } from '#shared/decisions/decision.ts'
import { systemActor } from '#shared/platform/actor.ts'
import { freshDecision } from './access.ts'
import { findRoundsWithCasts } from './ballot.model.ts'
import { findClosingBy, findDecisionsById, findUnsealed } from './decision.model.ts'
import { stopTelling } from './progress.ts'
import { longestNotice, remindInTime } from './reminding.ts'
import { eraseLinks, sealRound } from './sealing.ts'

const lookEveryMs = 1000

export interface Votes {
  /** Closes what is over, and reminds of what soon will be; called by its own clock too. */
  look(): Promise<void>
  close(): Promise<void>
}

/** What follows from a closing is counted at once; if it was not by then, something broke on the way. */
const sealedWithinMs = 3000
const sweepEveryMs = 60_000

/** One vote that cannot go on must not keep any other from it. */
async function apart(hub: Hub, at: { room: string; decision: string }, work: () => Promise<void>): Promise<void> {
  await work().catch((error: unknown) => hub.log.error({ err: error, ...at }, 'a vote is not where it should be'))
}

/** What a store that was away for long has left undone: votes that nobody sealed, and links that should be gone. */
async function finish(hub: Hub, now: number): Promise<void> {
  for (const { room, item } of await findUnsealed(hub.store, now - sealedWithinMs)) {
    const at = { room, decision: item.id }
    await apart(hub, at, () => sealRound(hub, { ...at, round: item.round }))
  }
}

async function sweepLinks(hub: Hub): Promise<void> {
  const rounds = await findRoundsWithCasts(hub.store)
  const found = await findDecisionsById(hub.store, [...new Set(rounds.map((of) => of.slice(0, of.lastIndexOf(':'))))])
  for (const decision of found) {
    const isOver = ['sealed', 'declared', 'void'].includes(decision.state)
    for (let round = 1; round <= decision.round; round++) {
      if (round === decision.round && !isOver) continue
      if (rounds.includes(roundOf({ ...decision, round }))) await eraseLinks(hub, { id: decision.id, round })
    }
  }
}

async function closeOrRemind(hub: Hub, { room, id, now }: { room: string; id: string; now: number }): Promise<void> {
  // The list may lag behind a word that came a moment ago.
  const decision = await freshDecision(hub, room, id)
  const { round, closesAt, state } = decision
  if (state !== 'open' || closesAt === null) return
  if (closesAt > now) return remindInTime(hub, room, decision)
  const input = { room, decision: id, round, closesAt }
  const cid = `over-${id}-${round}-${closesAt}`.slice(0, 64)
  const reply = await hub.dispatch({ name: 'decision.close', input, actor: systemActor, cid })
  if (reply.ok || ['already_done', 'unavailable'].includes(reply.error.code)) return
  hub.log.warn({ room, decision: id, key: reply.error.key }, 'a vote is over, but cannot be closed')
}

/**
 * The clock of all votes. Several processes may look at once: each closing is one deed with one id, so that it happens
 * once, and a process that was away closes what is over by then as soon as it is back.
 */
export function startVotes(hub: Hub): Votes {
  let sweptAt = Number.NEGATIVE_INFINITY
  async function look(): Promise<void> {
    const now = hub.clock.now().getTime()
    await finish(hub, now)
    if (Math.abs(now - sweptAt) > sweepEveryMs) {
      await sweepLinks(hub)
      sweptAt = now
    }
    for (const { room, item } of await findClosingBy(hub.store, now + longestNotice)) {
      await apart(hub, { room, decision: item.id }, () => closeOrRemind(hub, { room, id: item.id, now }))
    }
  }
  let turn: Promise<void> = Promise.resolve()
  const lookAgain = () => {
    turn = turn.then(look).catch((error: unknown) => hub.log.error({ err: error }, 'votes not looked at'))
    return turn
  }
  void lookAgain()
  let isLooking = false
  const timer = setInterval(() => {
    if (isLooking) return
    isLooking = true
    void lookAgain().finally(() => {
      isLooking = false
    })
  }, lookEveryMs)
  timer.unref()
  return {
    look: lookAgain,
    async close() {
      clearInterval(timer)
      await turn
      stopTelling(hub)
    },
  }
}
