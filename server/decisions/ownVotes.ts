import type { Hub } from '#server/platform/hub.ts'
import { findCastsBy, findSealedBy } from './ballot.model.ts'
import { findDecisionsById } from './decision.model.ts'

/** One's own ballots that the hub can still tell to be one's own: those of named votes, and of any that are not sealed yet. */
export async function* ownVotes(hub: Hub, person: string): AsyncGenerator<unknown> {
  for await (const { of, seat, content } of ownBallots(hub, person)) {
    const at = of.lastIndexOf(':')
    const [decision] = await findDecisionsById(hub.store, [of.slice(0, at)])
    yield { decision: of.slice(0, at), round: Number(of.slice(at + 1)), title: decision?.title ?? '', seat, content }
  }
}

async function* ownBallots(hub: Hub, person: string) {
  yield* findCastsBy(hub.store, person)
  yield* findSealedBy(hub.store, person)
}
