import type { Hub } from '#server/platform/hub.ts'
import { systemActor } from '#shared/platform/actor.ts'
import { type DepartureRow, findDueDepartures, putOffDeparture } from './departure.model.ts'

const lookEveryMs = 30_000
const againMs = 24 * 3600_000

export interface Departures {
  /** Lets go whoever's day has come; called by its own clock too. */
  look(): Promise<void>
  close(): Promise<void>
}

/**
 * Several processes may look at once: each departure is one deed with one id, so that it happens once. What follows
 * from it are reactions, which a crash only puts off.
 */
export function startDepartures(hub: Hub): Departures {
  async function letGo({ _id: person, askedAt }: DepartureRow): Promise<void> {
    const cid = `depart-${askedAt.getTime()}-${person}`.slice(0, 64)
    const reply = await hub.dispatch({ name: 'person.depart', input: { person }, actor: systemActor, cid })
    if (reply.ok || reply.error.code === 'unavailable') return
    // The last of the secretariat, by now: their day comes again.
    hub.log.warn({ person, key: reply.error.key }, 'a member cannot leave yet')
    await putOffDeparture(hub.store, person, new Date(hub.clock.now().getTime() + againMs))
  }
  const look = async () => {
    for (const row of await findDueDepartures(hub.store, hub.clock.now())) await letGo(row)
  }
  let turn: Promise<void> = Promise.resolve()
  const lookAgain = () => {
    turn = turn.then(look).catch((error: unknown) => hub.log.error({ err: error }, 'departures not looked at'))
    return turn
  }
  void lookAgain()
  const timer = setInterval(() => void lookAgain(), lookEveryMs)
  timer.unref()
  return {
    look: lookAgain,
    async close() {
      clearInterval(timer)
      await turn
    },
  }
}
