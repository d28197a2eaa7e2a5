import type { Hub } from '#server/platform/hub.ts'
import { takeLease } from '#server/platform/lease.model.ts'
import { sha256 } from '#server/platform/seal.ts'
import type { Election } from '#shared/decisions/election.shape.ts'
import { systemActor } from '#shared/platform/actor.ts'
import { findElectionsUnderWay } from './election.model.ts'

const everyMs = 10_000
const leaseMs = 30_000

export interface ElectionWatch {
  /** Does what is due by the calendars; called by its own clock too. */
  look(): Promise<void>
  close(): Promise<void>
}

/** What a calendar asks for now. */
function due({ state, calendar }: Election, now: number) {
  if (state === 'nominating' && calendar.nominationsUntil <= now) {
    return { name: 'election.closeNominations', at: calendar.nominationsUntil } as const
  }
  if (state === 'decided' && calendar.handoverAt <= now) {
    return { name: 'election.handOver', at: calendar.handoverAt } as const
  }
  return null
}

/** Closes nominations and hands offices over on their days: one process at a time looks. A crash only puts it off. */
export function startElectionWatch(hub: Hub, process: string): ElectionWatch {
  async function carryOut(room: string, election: Election, now: number): Promise<void> {
    const deed = due(election, now)
    if (!deed) return
    const cid = `el-${sha256(`${deed.name}|${room}|${election.id}|${deed.at}`).slice(0, 40)}`
    const input = { room, election: election.id }
    const reply = await hub.dispatch({ name: deed.name, input, actor: systemActor, cid })
    // The read model may lag behind what somebody planned anew a moment ago.
    if (!reply.ok && reply.error.code !== 'wrong_state') {
      hub.log.warn({ room, election: election.id, key: reply.error.key }, 'an election cannot go on yet')
    }
  }
  async function look(): Promise<void> {
    const now = hub.clock.now()
    const found = await findElectionsUnderWay(hub.store)
    const waiting = found.filter(({ election }) => due(election, now.getTime()))
    if (waiting.length === 0) return
    if (!(await takeLease(hub.store, { name: 'elections', holder: process, now, ms: leaseMs }))) return
    for (const { room, election } of waiting) await carryOut(room, election, now.getTime())
  }
  let turn: Promise<void> = Promise.resolve()
  const lookAgain = () => {
    turn = turn.then(look).catch((error: unknown) => hub.log.error({ err: error }, 'elections not looked at'))
    return turn
  }
  void lookAgain()
  const timer = setInterval(() => void lookAgain(), everyMs)
  timer.unref()
  return {
    look: lookAgain,
    async close() {
      clearInterval(timer)
      await turn
    },
  }
}
