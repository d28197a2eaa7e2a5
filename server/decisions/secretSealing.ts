import type { Hub } from '#server/platform/hub.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { roundOf } from '#shared/decisions/decision.ts'
import { fewestOfAKind } from '#shared/decisions/electorate.ts'
import type { SealedBallot, SealedRow } from './ballot.model.ts'
import { findSecretBallots, findTokenHolders } from './secret.model.ts'

/**
 * What a secret round is counted from: ballots without voters, and the seats whose token was fetched, which is as far as
 * anybody can tell who took part. Fewer than five ballots are not kept: each would be as good as signed.
 */
export async function secretCounting(
  hub: Hub,
  decision: Decision,
): Promise<{ ballots: SealedBallot[]; voted: Set<string> }> {
  const of = roundOf(decision)
  const [cast, holders] = await Promise.all([findSecretBallots(hub.store, of), findTokenHolders(hub.store, of)])
  const kept = cast.length < fewestOfAKind ? [] : cast
  return {
    ballots: kept.map(({ ballot, ...opening }) => ({ ...opening, content: ballot, weight: 1, voterClass: null })),
    voted: new Set(holders.map(({ seat }) => seat)),
  }
}

/** Whether a secret round ended with too few ballots to tell its result: it is void, and may be held again. */
export const isTooFew = ({ secrecy }: Pick<Decision, 'secrecy'>, { ballots }: Pick<SealedRow, 'ballots'>) =>
  secrecy === 'secret' && ballots.length < fewestOfAKind
