import type { Condition, MajorityRule, Share } from './majority.ts'

const half: Share = { p: 1, q: 2, by: 'moreThan' }
const twoThirds: Share = { p: 2, q: 3, by: 'atLeast' }
const threeQuarters: Share = { p: 3, q: 4, by: 'atLeast' }

const yes = (share: Share, base: Condition['base'], votersOf: string | null = null): Condition => ({
  votersOf,
  base,
  says: 'yes',
  share,
})

/** The class of national members with the duty to vote, under the directives of ISO. */
export const participating = 'P'

/**
 * Ready rules, each with its source. `counts` says which votes are left out before they are counted; `bars` who may not
 * vote; `weeks` how long it is open as a rule.
 */
export interface Preset {
  rule: MajorityRule
  source: string
  counts: { noWithoutReasons: boolean }
  bars: readonly 'drafters'[]
  weeks: number | null
}

const plain = { counts: { noWithoutReasons: true }, bars: [], weeks: null } as const

/** The assembly needs two thirds of those entitled in the hall, by written proxy too. */
const assemblyQuorum: MajorityRule['quorum'] = {
  counts: 'present',
  base: 'entitled',
  share: twoThirds,
  otherwise: 'lost',
}

const isoBallot = {
  rule: {
    conditions: [
      yes(twoThirds, 'yesNo', participating),
      { votersOf: null, base: 'yesNo', says: 'no', limit: { p: 1, q: 4, by: 'atMost' } },
    ],
    quorum: null,
    tie: 'lost',
  },
  counts: { noWithoutReasons: false },
  bars: [],
} as const

export const presets = {
  simpleMajority: {
    ...plain,
    rule: { conditions: [yes(half, 'yesNo')], quorum: null, tie: 'lost' },
    source: 'Robert’s Rules of Order Newly Revised, 12th edition, 44:1',
  },
  twoThirds: {
    ...plain,
    rule: { conditions: [yes(twoThirds, 'yesNo')], quorum: null, tie: 'lost' },
    source: 'Robert’s Rules of Order Newly Revised, 12th edition, 44:3',
  },
  assembly: {
    ...plain,
    rule: { conditions: [yes(half, 'present')], quorum: assemblyQuorum, tie: 'lost' },
    source: '《社会团体章程示范文本》 (民政部), 会员大会',
  },
  charterChange: {
    ...plain,
    rule: { conditions: [yes(twoThirds, 'present')], quorum: assemblyQuorum, tie: 'lost' },
    source: '《社会团体章程示范文本》 (民政部), 会员大会',
  },
  isoEnquiry: { ...isoBallot, source: 'ISO/IEC Directives, Part 1, 2.6.3', weeks: 12 },
  isoFinal: { ...isoBallot, source: 'ISO/IEC Directives, Part 1, 2.7.3', weeks: 8 },
  groupStandard: {
    rule: {
      conditions: [yes(threeQuarters, 'present')],
      quorum: { counts: 'cast', base: 'entitled', share: twoThirds, otherwise: 'repeat' },
      tie: 'lost',
    },
    source: 'GB/T 20004.1, 团体标准审查',
    counts: { noWithoutReasons: true },
    bars: ['drafters'],
    weeks: null,
  },
} as const satisfies Record<string, Preset>
export type PresetName = keyof typeof presets

/**
 * A ready choice instead of a rule: what is to become of a standard some years after it was published. One cross each, and
 * the most crosses decide; `years` is how long the first review, and each one after it, may be put off.
 */
export const reviewPreset = {
  method: 'plurality',
  choices: ['confirm', 'revise', 'withdraw'],
  source: 'ISO/IEC Directives, Part 1, 2.9',
  years: 5,
} as const

/** The last day on which a review may be decided, `from` being that of publication or of the last review. */
export function reviewDueBy(from: Date): Date {
  const due = new Date(from)
  due.setUTCFullYear(due.getUTCFullYear() + reviewPreset.years)
  // From 29 February: the last day of that month.
  if (due.getUTCDate() !== from.getUTCDate()) due.setUTCDate(0)
  return due
}
