import type { Decision } from '#shared/decisions/decision.shape.ts'
import type { Terms } from './DecisionDialog.tsx'

/** What of a decision may be changed as long as it is a draft. */
export function termsOf(decision: Decision): Terms {
  const { title, body, method, options, seats, most, highest, allowsBlank, electorate, rule, preset, noNeedsReason } =
    decision
  const { secrecy, isChangeable, isLive, closesAt, closesEarly, opensAllOpenings, castDelaySeconds, scrutineers } =
    decision
  return {
    ...{ title, body, method, options, seats, allowsBlank, electorate, rule, preset, noNeedsReason },
    ...{ secrecy, isChangeable, isLive, closesAt, closesEarly, opensAllOpenings, castDelaySeconds, scrutineers },
    ...(most === undefined ? {} : { most }),
    ...(highest === undefined ? {} : { highest }),
  }
}
