import type { Hub } from './hub.ts'
import { findAliveSince, forgetProcess, signOfLife } from './process.model.ts'
import type { Reactor } from './reactions.ts'
import { findPending, unmarkPending } from './roomState.model.ts'
import type { RoomRegistry } from './rooms.ts'

const beatMs = 3000
const deadAfterMs = 15_000

export interface Sweep {
  close(): Promise<void>
}

/**
 * Rooms that a dead process left with entries not yet in the read models are opened, which applies them, and their
 * reactions are resumed: at start, and every few seconds for processes whose sign of life has stopped.
 */
export async function startSweep(given: {
  hub: Hub
  rooms: RoomRegistry
  reactor: Reactor
  process: string
  /** An embedded store has one process only: every mark of another is a dead one's. */
  isAlone: boolean
}): Promise<Sweep> {
  const { hub, rooms, reactor, process } = given

  async function sweep(): Promise<void> {
    const now = hub.clock.now()
    const alive = given.isAlone
      ? new Set([process])
      : await findAliveSince(hub.store, new Date(now.getTime() - deadAfterMs))
    for (const [room, marks] of await findPending(hub.store)) {
      const dead = marks.filter((mark) => !alive.has(mark))
      if (dead.length === 0) continue
      await heal(room, dead).catch((error) => hub.log.error({ err: error, room }, 'room cannot be swept'))
    }
  }

  async function heal(room: string, dead: string[]): Promise<void> {
    const view = await rooms.fresh(room)
    if (view) await rooms.applied(room, view.head.seq)
    reactor.resume(room)
    if (!(await reactor.idle(room, 5000))) return
    for (const mark of dead) await unmarkPending(hub.store, room, mark)
    hub.log.info({ room, dead }, 'swept after a stopped process')
  }

  const live = () => signOfLife(hub.store, process, hub.clock.now())
  await live()
  await sweep()
  let turn: Promise<void> | null = null
  const timer = setInterval(() => {
    // However long a sweep takes, the others must not take this process for dead.
    live().catch((error) => hub.log.warn({ err: error }, 'no sign of life given'))
    turn ??= sweep()
      .catch((error) => hub.log.warn({ err: error }, 'sweep failed'))
      .finally(() => {
        turn = null
      })
  }, beatMs)
  timer.unref()

  return {
    async close() {
      clearInterval(timer)
      await turn
      await forgetProcess(hub.store, process)
    },
  }
}
