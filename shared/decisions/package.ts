import { ballotSheetOf } from './ballotSheet.ts'
import type { Decision } from './decision.shape.ts'
import { canonicalJson } from './leaves.ts'
import type { PackedOpening, SealedPackage, SignedPackage } from './package.shape.ts'
import { groupsOf } from './result.ts'

/** What the seal of a round left. */
export interface SealedRound {
  room: string
  decision: Decision
  openings: readonly PackedOpening[]
  leaves: readonly string[]
  tokens: number | null
  log: { seq: number; hash: string }
}

/** Throws a RangeError before the seal. */
export function packageOf(sealed: SealedRound, kind: SealedPackage['kind']): SealedPackage {
  const { room, decision, openings, leaves, tokens, log } = sealed
  const { result, declaration, dice } = decision
  if (!result) throw new RangeError('nothing is sealed yet')
  const groups = groupsOf(openings.map(({ ballot, ...rest }) => ({ content: ballot, ...rest })))
  return {
    format: 'chandelier-ballots',
    version: 1,
    kind,
    terms: termsOf(decision, room),
    tokens,
    groups,
    file: ballotSheetOf(decision, groups),
    leaves: [...leaves].sort(),
    root: result.root,
    result,
    dice: dice.map(({ thrown }) => thrown),
    declaration: declaration && {
      at: declaration.at,
      number: declaration.number,
      casting: declaration.casting,
      verdict: declaration.verdict,
    },
    log,
    ...(kind === 'scrutineers' ? { openings: sortedOpenings(openings) } : {}),
  }
}

/** By serial: in what order they came is nobody's business. */
const sortedOpenings = (openings: readonly PackedOpening[]) =>
  openings.toSorted((one, other) => (one.serial < other.serial ? -1 : 1))

function termsOf(terms: Decision, room: string): SealedPackage['terms'] {
  return {
    room,
    decision: terms.id,
    kind: terms.kind,
    round: terms.round,
    title: terms.title,
    body: terms.body,
    method: terms.method,
    options: terms.options.map(({ id, text }) => ({ id, text })),
    seats: terms.seats,
    ...(terms.most === undefined ? {} : { most: terms.most }),
    ...(terms.highest === undefined ? {} : { highest: terms.highest }),
    allowsBlank: terms.allowsBlank,
    rule: terms.rule,
    preset: terms.preset,
    noNeedsReason: terms.noNeedsReason,
    secrecy: terms.secrecy,
    isChangeable: terms.isChangeable,
    opensAllOpenings: terms.opensAllOpenings,
    openedAt: terms.openedAt,
    closedAt: terms.closedAt,
    roll: terms.roll,
    key: terms.key,
  }
}

/** The text that the cluster signs: everything but the signature. */
export function signedText({
  signature: _,
  ...rest
}: SealedPackage & Partial<Pick<SignedPackage, 'signature'>>): string {
  return canonicalJson(rest)
}
