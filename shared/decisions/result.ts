import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonical } from '#shared/platform/chain.ts'
import type { Ballot } from './ballot.shape.ts'
import { type Election, rankingOf } from './ballots.ts'
import type { Decision, DecisionResult } from './decision.shape.ts'
import type { Turnout } from './electorate.ts'
import { type Lots, lotsOf } from './lots.ts'
import { decide, type MajorityRule, type Returns, type Verdict, type Votes } from './majority.ts'
import { count } from './methods.ts'
import { countAsJson } from './report.ts'

/** A ballot as it counts: `weight` votes of its class. */
export interface CountingBallot {
  content: Ballot
  weight: number
  voterClass: string | null
}

/** Ballots that say the same, in one class: how many, and how many votes that is. */
export interface BallotGroup {
  content: Ballot
  voterClass: string | null
  ballots: number
  votes: number
}

export interface ResultAsk {
  decision: Pick<
    Decision,
    'kind' | 'title' | 'method' | 'options' | 'seats' | 'most' | 'highest' | 'rule' | 'noNeedsReason' | 'dice'
  >
  ballots: readonly CountingBallot[]
  /** Of all under null, then by class where there are classes. */
  turnout: readonly Turnout[]
  root: string
  /** The chair's vote, where it settles a tie. */
  casting?: 'yes' | 'no' | null
}

const hashOf = (value: unknown) => bytesToHex(sha256(utf8ToBytes(canonical(value))))

/** Ballots by what they say, in an order that tells nothing of when they came. */
export function groupsOf(ballots: readonly CountingBallot[]): BallotGroup[] {
  const groups = new Map<string, BallotGroup>()
  for (const { content, voterClass, weight } of ballots) {
    const key = canonical([voterClass, content])
    const group = groups.get(key) ?? { content, voterClass, ballots: 0, votes: 0 }
    groups.set(key, { ...group, ballots: group.ballots + 1, votes: group.votes + weight })
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group)
}

/** What the dice decide: their figures in the order in which they were written down. Null until two have thrown. */
export function lotsOfDice({ dice }: Pick<Decision, 'dice'>, root: string): Lots | null {
  return dice.length < 2 ? null : lotsOf({ root, dice: dice.map(({ thrown }) => thrown).join(' ') })
}

/**
 * What a round came to. The same ballots give the same result, in whatever order they are read, so anybody can count
 * again. Where a lot has to decide it stays open until the dice are thrown; polls are not worth dice, the root draws for them.
 */
export function resultOf(ask: ResultAsk): DecisionResult {
  const { ballots, turnout, root } = ask
  const groups = groupsOf(ballots)
  const blank = groups.reduce((sum, { content, votes }) => sum + (content.kind === 'blank' ? votes : 0), 0)
  const common = { turnout: [...turnout], blank, groups: hashOf(groups), root, leaves: ballots.length }
  return {
    ...common,
    ...(ask.decision.method === 'yes-no' ? outcomeOfVotes(ask, groups) : outcomeOfCount(ask, groups)),
  }
}

type Outcome = Pick<DecisionResult, 'votes' | 'count' | 'elected' | 'verdict' | 'awaits'>

function outcomeOfVotes({ decision, turnout, root, casting = null }: ResultAsk, groups: BallotGroup[]): Outcome {
  const returns = returnsOf(decision, groups, turnout)
  const votes = Object.fromEntries([...returns].map(([voterClass, some]) => [voterClass ?? '', some]))
  const { rule } = decision
  const settled = rule ? verdictOf(rule, returns, { casting, lots: lotsOfDice(decision, root) }) : null
  const awaits = settled?.outcome !== 'tied' ? null : rule?.tie === 'lot' ? 'dice' : 'casting'
  const verdict = settled && { outcome: settled.outcome, reasons: [...settled.reasons] }
  return { votes, count: null, elected: [], verdict, awaits }
}

/** By lot, yes stands first and no second. */
function verdictOf(
  rule: MajorityRule,
  returns: Returns,
  { casting, lots }: { casting: 'yes' | 'no' | null; lots: Lots | null },
): Verdict {
  const drawn = lots && (lots(1, [0, 1]) === 0 ? 'yes' : 'no')
  return decide(rule, returns, rule.tie === 'lot' ? drawn : rule.tie === 'chairCasts' ? casting : null)
}

function returnsOf(
  { noNeedsReason }: ResultAsk['decision'],
  groups: readonly BallotGroup[],
  turnout: readonly Turnout[],
): Returns {
  return new Map(
    turnout.map(({ voterClass, present, entitled }) => {
      const own = groups.filter((group) => voterClass === null || group.voterClass === voterClass)
      const sum = (counts: (content: Ballot) => boolean) =>
        own.reduce((total, { content, votes }) => total + (counts(content) ? votes : 0), 0)
      // ISO/IEC Directives, Part 1: negative votes without technical reasons are not counted, like abstentions.
      const isIdle = (content: Ballot) =>
        noNeedsReason && content.kind === 'choice' && content.says === 'no' && !content.reason
      const says = (word: 'yes' | 'no' | 'abstain') => (content: Ballot) =>
        content.kind === 'choice' && (isIdle(content) ? word === 'abstain' : content.says === word)
      const votes: Votes = {
        yes: sum(says('yes')),
        no: sum(says('no')),
        abstain: sum(says('abstain')),
        invalid: sum(({ kind }) => kind !== 'choice'),
        present,
        entitled,
      }
      return [voterClass, votes]
    }),
  )
}

/** A lot is called for that has not been drawn. */
class LotAwaited extends Error {}

function outcomeOfCount({ decision, root }: ResultAsk, groups: readonly BallotGroup[]): Outcome {
  const { method, seats, most, highest } = decision
  if (method === 'yes-no') throw new RangeError('yes and no are not counted by stages')
  // Nobody is elected by lot alone.
  if (groups.every(({ content }) => content.kind === 'blank')) {
    return { votes: null, count: null, elected: [], verdict: null, awaits: null }
  }
  const drawn = decision.kind === 'poll' ? lotsOf({ root, dice: '' }) : lotsOfDice(decision, root)
  const lots: Lots = (stage, candidates) => {
    if (drawn) return drawn(stage, candidates)
    throw new LotAwaited('the dice have not been thrown')
  }
  const election = electionOf(decision, groups)
  try {
    const counted = count({ method, election, seats, lots, most, highest })
    const elected = counted.elected.map(({ candidate }) => decision.options[candidate]!.id)
    return {
      votes: null,
      count: countAsJson({ method, slate: election, count: counted }),
      elected,
      verdict: null,
      awaits: null,
    }
  } catch (error) {
    if (!(error instanceof LotAwaited)) throw error
    return { votes: null, count: null, elected: [], verdict: null, awaits: 'dice' }
  }
}

/** The ballots as counters read them: options by their place, blank ones left out. */
export function electionOf(
  { title, options, seats }: Pick<Decision, 'title' | 'options' | 'seats'>,
  groups: readonly BallotGroup[],
): Election {
  const at = new Map(options.map(({ id }, place) => [id, place]))
  const slate = { title, seats, candidates: options.map(({ text }) => text), withdrawn: [], lots: [] }
  const ranked = groups.flatMap(({ content, votes }) =>
    content.kind === 'ranked'
      ? [{ count: votes, ranking: rankingOf(content.ranks.map((rank) => rank.map((id) => at.get(id)!))) }]
      : [],
  )
  if (ranked.length > 0) return { ...slate, ranked }
  const marked = groups.flatMap(({ content, votes }) =>
    content.kind === 'marked' ? [{ count: votes, marks: options.map(({ id }) => content.marks[id] ?? null) }] : [],
  )
  return { ...slate, marked }
}
