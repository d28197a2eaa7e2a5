import type { Life } from '#shared/platform/life.ts'
import type { Ballot } from './ballot.shape.ts'
import type { Decision } from './decision.shape.ts'
import { rankedMethods } from './methods.ts'

export const decisionKinds = ['poll', 'vote', 'election'] as const
export const secrecies = ['named', 'confidential', 'secret'] as const
export const decisionStates = ['draft', 'discarded', 'open', 'closing', 'sealed', 'declared', 'void'] as const

export const longestTitle = 300
export const longestBody = 8000
export const longestReason = 1000
export const mostOptions = 60
/** Ranked pairs have a stage for every two options. */
const mostRankedPairs = 20
export const mostMarks = 1000
export const mostVoters = 5000
export const mostDelaySeconds = 60

/** A round never goes back: what is void is opened again as the next one. */
export const decisionLife = {
  draft: { change: 'draft', discard: 'discarded', open: 'open' },
  discarded: {},
  open: { extend: 'open', close: 'closing', void: 'void' },
  closing: { seal: 'sealed', void: 'void' },
  sealed: { throw: 'sealed', declare: 'declared', void: 'void' },
  declared: { void: 'void' },
  void: { open: 'open' },
} satisfies Life<Decision['state']>

/** `decision:round`, the name under which ballots and rolls are kept. */
export const roundOf = ({ id, round }: Pick<Decision, 'id' | 'round'>) => `${id}:${round}`

/** Which kind of ballot a method is voted with. */
export function ballotKindOf(method: Decision['method']): Exclude<Ballot['kind'], 'blank'> {
  if (method === 'yes-no') return 'choice'
  return (rankedMethods as readonly string[]).includes(method) ? 'ranked' : 'marked'
}

/** Methods whose voters may give two options the same rank. */
export const allowsEqualRanks = (method: Decision['method']) => method === 'schulze' || method === 'ranked-pairs'

/** What marks a ballot may give to one option and in all; null for no limit. */
export function marksOf({ method, seats, most, highest }: Pick<Decision, 'method' | 'seats' | 'most' | 'highest'>) {
  switch (method) {
    case 'plurality':
      return { each: 1, inAll: 1 }
    case 'block':
      return { each: 1, inAll: seats }
    case 'limited':
      return { each: 1, inAll: most ?? seats }
    case 'approval':
      return { each: 1, inAll: null }
    case 'cumulative':
    case 'dot':
      return { each: most ?? seats, inAll: most ?? seats }
    default:
      return { each: highest ?? 5, inAll: null }
  }
}

type Asked = Pick<Decision, 'method' | 'options' | 'seats' | 'most' | 'highest' | 'allowsBlank'>

/** Why this is no ballot of that decision, as a key of `shared/refusals.ts`; null where it is one. */
export function faultOfBallot(decision: Asked, ballot: Ballot) {
  if (ballot.kind === 'blank') return decision.allowsBlank ? null : 'decisions.ballot.noBlank'
  if (ballot.kind !== ballotKindOf(decision.method)) return 'decisions.ballot.wrongKind'
  if (ballot.kind === 'choice') return null
  const named = ballot.kind === 'ranked' ? ballot.ranks.flat() : Object.keys(ballot.marks)
  if (named.some((id) => !decision.options.some((option) => option.id === id))) return 'decisions.ballot.noSuchOption'
  return ballot.kind === 'ranked' ? faultOfRanks(decision, ballot.ranks) : faultOfMarks(decision, ballot.marks)
}

function faultOfRanks({ method }: Asked, ranks: readonly (readonly string[])[]) {
  const named = ranks.flat()
  if (new Set(named).size < named.length) return 'decisions.ballot.twice'
  if (!allowsEqualRanks(method) && ranks.some((rank) => rank.length > 1)) return 'decisions.ballot.equalRanks'
  return null
}

function faultOfMarks(decision: Asked, marks: Readonly<Record<string, number>>) {
  const given = Object.values(marks)
  const { each, inAll } = marksOf(decision)
  const isScored = decision.method === 'score' || decision.method === 'star'
  if (isScored ? given.length === 0 : given.every((mark) => mark === 0)) return 'decisions.ballot.empty'
  if (given.some((mark) => mark > each)) return 'decisions.ballot.markTooHigh'
  if (inAll !== null && given.reduce((sum, mark) => sum + mark, 0) > inAll) return 'decisions.ballot.tooMany'
  return null
}

/** Why these terms cannot be voted upon, as the field and a key of `shared/refusals.ts`; null where they can. */
export function faultOfTerms(terms: Pick<Decision, TermsAsked>) {
  const { method, options, seats, secrecy, isLive, isChangeable, electorate } = terms
  if (method === 'yes-no') {
    if (options.length > 0) return { field: 'options', key: 'decisions.terms.noOptions' } as const
  } else {
    if (options.length < 2) return { field: 'options', key: 'decisions.terms.tooFewOptions' } as const
    const texts = new Set(options.map(({ text }) => text))
    const ids = new Set(options.map(({ id }) => id))
    if (texts.size < options.length || ids.size < options.length) {
      return { field: 'options', key: 'decisions.terms.sameOption' } as const
    }
    if (method === 'ranked-pairs' && options.length > mostRankedPairs) {
      return { field: 'options', key: 'decisions.terms.tooManyPairs' } as const
    }
    if (seats >= options.length) return { field: 'seats', key: 'decisions.terms.tooManySeats' } as const
    if (terms.rule) return { field: 'rule', key: 'decisions.terms.noRule' } as const
  }
  if (secrecy !== 'secret') return null
  if (isLive) return { field: 'isLive', key: 'decisions.terms.secretIsNotLive' } as const
  if (isChangeable) return { field: 'isChangeable', key: 'decisions.terms.secretStays' } as const
  if (electorate.weights) return { field: 'electorate', key: 'decisions.terms.secretWeights' } as const
  // One key signs for all: nobody can tell of which class a voter is.
  if (electorate.classes) return { field: 'electorate', key: 'decisions.terms.secretClasses' } as const
  return null
}
type TermsAsked = 'method' | 'options' | 'seats' | 'secrecy' | 'isLive' | 'isChangeable' | 'electorate' | 'rule'

/** Whether somebody's ballot may take the place of an earlier one. */
export const mayChange = ({ isChangeable, secrecy }: Pick<Decision, 'isChangeable' | 'secrecy'>) =>
  isChangeable && secrecy !== 'secret'

/**
 * Whether it may be told who has voted. Beside figures that move as ballots come, that would tell who voted how; in a secret
 * vote nobody knows.
 */
export const tellsWhoVoted = ({ secrecy, isLive }: Pick<Decision, 'secrecy' | 'isLive'>) =>
  secrecy === 'named' || (secrecy === 'confidential' && !isLive)
