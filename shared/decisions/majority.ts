/** Votes of one class of voters, or of all; whole numbers, weights already counted in. */
export interface Votes {
  yes: number
  no: number
  abstain: number
  /** Blank or spoiled. */
  invalid: number
  /** In the hall, at home, or by written proxy. */
  present: number
  entitled: number
}

export type Base = 'yesNo' | 'yesNoAbstain' | 'cast' | 'present' | 'entitled'

/** `p/q`, reached by at least that or by more than that. */
export interface Share {
  p: number
  q: number
  by: 'atLeast' | 'moreThan'
}

/** `p/q`, up to that or below that. */
export interface Limit {
  p: number
  q: number
  by: 'atMost' | 'lessThan'
}

/** Yes must reach a share of the base; or no must stay within a limit. `votersOf` is a class, null for all voters. */
export type Condition = { votersOf: string | null; base: Base } & (
  | { says: 'yes'; share: Share }
  | { says: 'no'; limit: Limit }
)

export interface Quorum {
  counts: 'present' | 'cast'
  base: 'entitled' | 'present'
  share: Share
  /** What a vote without quorum comes to. */
  otherwise: 'lost' | 'repeat'
}

/** All conditions must hold. `tie` is what yes and no in equal numbers come to, where one more yes would carry. */
export interface MajorityRule {
  conditions: readonly Condition[]
  quorum: Quorum | null
  tie: 'lost' | 'chairCasts' | 'lot'
}

/** By class of voters; all of them under null. */
export type Returns = ReadonlyMap<string | null, Votes>

/** What a verdict rests on, in figures. `needed` is the least number that would have done, or the most that may be. */
export type Reason =
  | {
      kind: 'quorum'
      counts: Quorum['counts']
      base: Quorum['base']
      had: number
      of: number
      needed: number
      isMet: boolean
    }
  | { kind: 'condition'; condition: Condition; had: number; of: number; needed: number; isMet: boolean }
  | { kind: 'noEffectiveVotes' }
  | { kind: 'tie'; votes: number; tie: MajorityRule['tie']; cast: 'yes' | 'no' | null }

export interface Verdict {
  outcome: 'carried' | 'lost' | 'repeat' | 'tied'
  reasons: readonly Reason[]
}

export function baseOf({ yes, no, abstain, invalid, present, entitled }: Votes, base: Base): number {
  const bases: Record<Base, number> = {
    yesNo: yes + no,
    yesNoAbstain: yes + no + abstain,
    cast: yes + no + abstain + invalid,
    present,
    entitled,
  }
  return bases[base]
}

/** `q * part` against `p * whole`, in whole numbers of any size. */
export function reaches(part: number, { p, q, by }: Share, whole: number): boolean {
  const [one, other] = [BigInt(q) * BigInt(part), BigInt(p) * BigInt(whole)]
  return by === 'atLeast' ? one >= other : one > other
}

/** The least part of a whole that reaches a share of it. */
export function leastOf({ p, q, by }: Share, whole: number): number {
  const product = BigInt(p) * BigInt(whole)
  const floor = product / BigInt(q)
  const isExact = floor * BigInt(q) === product
  return Number(by === 'atLeast' && isExact ? floor : floor + 1n)
}

/** The most of a whole that a limit lets be; -1 where even nothing is too much. */
const mostOf = ({ p, q, by }: Limit, whole: number): number =>
  leastOf({ p, q, by: by === 'atMost' ? 'moreThan' : 'atLeast' }, whole) - 1

/**
 * What a vote came to, and why. `casting` is the chair's vote, or the lot, where a tie is settled so; a tie without one
 * is `tied`. Throws a RangeError where a class is asked for that has no returns, or figures contradict each other.
 */
export function decide(rule: MajorityRule, returns: Returns, casting: 'yes' | 'no' | null = null): Verdict {
  for (const votes of returns.values()) checkVotes(votes)
  const all = votesOf(returns, null)
  const reasons: Reason[] = []
  if (rule.quorum) {
    const quorum = quorumReason(rule.quorum, all)
    reasons.push(quorum)
    if (!quorum.isMet) return { outcome: rule.quorum.otherwise, reasons }
  }
  if (all.yes + all.no === 0) return { outcome: 'lost', reasons: [...reasons, { kind: 'noEffectiveVotes' }] }
  const conditions = rule.conditions.map((condition) => conditionReason(condition, returns))
  reasons.push(...conditions)
  if (conditions.every(({ isMet }) => isMet)) return { outcome: 'carried', reasons }
  if (!isTie(rule, returns)) return { outcome: 'lost', reasons }
  reasons.push({ kind: 'tie', votes: all.yes, tie: rule.tie, cast: casting })
  if (rule.tie === 'lost') return { outcome: 'lost', reasons }
  return { outcome: casting === null ? 'tied' : casting === 'yes' ? 'carried' : 'lost', reasons }
}

/** As many yes as no, where one yes more instead of a no would have carried. */
function isTie(rule: MajorityRule, returns: Returns): boolean {
  const all = votesOf(returns, null)
  if (all.yes !== all.no || rule.conditions.some(({ votersOf }) => votersOf !== null)) return false
  const turned: Returns = new Map([[null, { ...all, yes: all.yes + 1, no: all.no - 1 }]])
  return rule.conditions.every((condition) => conditionReason(condition, turned).isMet)
}

function quorumReason({ counts, base, share }: Quorum, votes: Votes): Extract<Reason, { kind: 'quorum' }> {
  const had = counts === 'present' ? votes.present : baseOf(votes, 'cast')
  const of = votes[base]
  return { kind: 'quorum', counts, base, had, of, needed: leastOf(share, of), isMet: of > 0 && reaches(had, share, of) }
}

function conditionReason(condition: Condition, returns: Returns): Extract<Reason, { kind: 'condition' }> {
  const votes = votesOf(returns, condition.votersOf)
  const of = baseOf(votes, condition.base)
  // A class without any effective vote carries nothing.
  const isEffective = votes.yes + votes.no > 0
  if (condition.says === 'yes') {
    const isMet = isEffective && reaches(votes.yes, condition.share, of)
    return { kind: 'condition', condition, had: votes.yes, of, needed: leastOf(condition.share, of), isMet }
  }
  const needed = mostOf(condition.limit, of)
  return { kind: 'condition', condition, had: votes.no, of, needed, isMet: isEffective && votes.no <= needed }
}

function votesOf(returns: Returns, voters: string | null): Votes {
  const votes = returns.get(voters)
  if (!votes) throw new RangeError(`no returns of ${voters ?? 'all voters'}`)
  return votes
}

function checkVotes(votes: Votes): void {
  const figures = Object.values(votes) as number[]
  if (figures.some((figure) => !Number.isSafeInteger(figure) || figure < 0)) {
    throw new RangeError('votes are whole numbers from 0')
  }
  if (baseOf(votes, 'cast') > votes.entitled || votes.present > votes.entitled) {
    throw new RangeError('more votes than voters')
  }
}
