import type { Hub } from '#server/platform/hub.ts'
import { systemActor } from '#shared/platform/actor.ts'
import { freshDecision } from './access.ts'
import { findClosingBy } from './decision.model.ts'
import { stopTelling } from './progress.ts'
import { longestNotice, remindInTime } from './reminding.ts'

const lookEveryMs = 1000

export interface Votes {
  /** Closes what is over, and reminds of what soon will be; called by its own clock too. */
  look(): Promise<void>
  close(): Promise<void>
}

/**
 * The clock of all votes. Several processes may look at once: each closing is one deed with one id, so that it happens
 * once, and a process that was away closes what is over by then as soon as it is back.
 */
export function startVotes(hub: Hub): Votes {
  async function look(): Promise<void> {
    const now = hub.clock.now().getTime()
    for (const { room, item } of await findClosingBy(hub.store, now + longestNotice)) {
      // The list may lag behind a word that came a moment ago.
      const decision = await freshDecision(hub, room, item.id)
      const { id, round, closesAt, state } = decision
      if (state !== 'open' || closesAt === null) continue
      if (closesAt > now) {
        await remindInTime(hub, room, decision)
        continue
      }
      const input = { room, decision: id, round, closesAt }
      const cid = `over-${id}-${round}-${closesAt}`.slice(0, 64)
      const reply = await hub.dispatch({ name: 'decision.close', input, actor: systemActor, cid })
      if (reply.ok || ['already_done', 'unavailable'].includes(reply.error.code)) continue
      hub.log.warn({ room, decision: id, key: reply.error.key }, 'a vote is over, but cannot be closed')
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
