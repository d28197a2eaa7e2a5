import type { Language } from '#shared/platform/language.shape.ts'
import { filled } from '#shared/platform/language.ts'
import type { Slate } from './ballots.ts'
import { actionTexts, methodNames, reportTexts, tiePurposes, tieTexts } from './count.texts.ts'
import { decimal } from './decimals.ts'
import type { Method } from './methods.ts'
import type { Action, Count, Stage, Tie } from './tally.ts'

export interface Counted {
  method: Method
  slate: Slate
  count: Count
}

/** What was done at a stage, with names and decimals in place of numbers. */
export type Deed =
  | { kind: 'surplus'; of: string; surplus: string }
  | { kind: 'exclusion'; of: string }
  | { kind: 'runOff'; first: string; second: string }
  | { kind: 'locked' | 'passedOver'; winner: string; loser: string; votes: number; against: number }
  | { kind: Exclude<Action['kind'], 'surplus' | 'exclusion' | 'runOff' | 'lock'> }

function deedOf(action: Action, { slate, count }: Omit<Counted, 'method'>): Deed {
  const name = (candidate: number) => slate.candidates[candidate]!
  switch (action.kind) {
    case 'surplus':
      return { kind: 'surplus', of: name(action.of), surplus: decimal(action.surplus, count.places) }
    case 'exclusion':
      return { kind: 'exclusion', of: name(action.of) }
    case 'runOff': {
      const [first, second] = action.between.map(name)
      return { kind: 'runOff', first: first!, second: second! }
    }
    case 'lock': {
      const { winner, loser, votes, against, isLocked } = action
      return { kind: isLocked ? 'locked' : 'passedOver', winner: name(winner), loser: name(loser), votes, against }
    }
    default:
      return { kind: action.kind }
  }
}

export const deedSentence = ({ kind, ...values }: Deed, language: Language): string =>
  filled(actionTexts[kind][language], values)

/** What was done at a stage, in a sentence. */
const actionSentence = (action: Action, counted: Omit<Counted, 'method'>, language: Language): string =>
  deedSentence(deedOf(action, counted), language)

/** How a tie was settled, with names in place of numbers. */
export interface SettledTie {
  stage: number
  between: string[]
  chosen: string
  for: Tie['for']
  by: keyof typeof tieTexts
  earlierStage?: number | undefined
}

function settledTie({ stage, between, chosen, for: purpose, by }: Tie, { candidates }: Slate): SettledTie {
  return {
    stage,
    between: between.map((candidate) => candidates[candidate]!),
    chosen: candidates[chosen]!,
    for: purpose,
    by: by.kind === 'rule' ? by.rule : by.kind,
    ...(by.kind === 'earlierStage' ? { earlierStage: by.stage } : {}),
  }
}

export const settledSentence = (tie: SettledTie, language: Language): string =>
  filled(reportTexts.tie[language], {
    names: listed(tie.between, language),
    purpose: tiePurposes[tie.for][language],
    by: filled(tieTexts[tie.by][language], { earlier: tie.earlierStage ?? 0 }),
    chosen: tie.chosen,
  })

const listed = (names: readonly string[], language: Language) => names.join(language === 'zh' ? '、' : ', ')

/**
 * A count for programs: `{method, title, seats, quota, valid, elected: [{name, stage}], stages: [{number, votes: {name: decimal},
 * exhausted, action, deed, elected: [name], excluded: [name]}], ties, winner?, order?, pairs?}`. Decimals are exact strings, with five
 * places in Scottish STV and nine in Meek STV; `quota` is null where the method has none; `order` lists those of one place together.
 */
export function countAsJson(counted: Counted) {
  const { method, slate, count } = counted
  const { candidates } = slate
  const name = (candidate: number) => candidates[candidate]!
  const [first] = count.elected
  return {
    method,
    title: slate.title,
    seats: count.seats,
    quota: count.quota === null ? null : decimal(count.quota, count.places),
    valid: count.valid,
    elected: count.elected.map(({ candidate, stage }) => ({ name: name(candidate), stage })),
    stages: count.stages.map((stage) => ({
      number: stage.number,
      votes: Object.fromEntries(votesOf(stage, counted).map(([candidate, votes]) => [name(candidate), votes])),
      exhausted: decimal(stage.exhausted, count.places),
      action: actionSentence(stage.action, counted, 'en'),
      deed: deedOf(stage.action, counted),
      elected: stage.elected.map(name),
      excluded: stage.excluded.map(name),
    })),
    ties: count.ties.map((tie) => settledTie(tie, slate)),
    ...(count.seats === 1 && first ? { winner: name(first.candidate) } : {}),
    ...(count.order ? { order: count.order.map((place) => place.map(name)) } : {}),
    ...(count.pairs ? { pairs: pairsAsJson(count.pairs, slate) } : {}),
  }
}

function pairsAsJson(pairs: readonly (readonly number[])[], { candidates, withdrawn }: Slate) {
  const standing = candidates.map((_, at) => at).filter((at) => !withdrawn.includes(at))
  return Object.fromEntries(
    standing.map((one) => {
      const others = standing.filter((other) => other !== one)
      return [candidates[one]!, Object.fromEntries(others.map((other) => [candidates[other]!, pairs[one]![other]!]))]
    }),
  )
}

function votesOf({ votes }: Stage, { count }: Counted): [candidate: number, votes: string][] {
  return votes.flatMap((some, candidate) => (some === null ? [] : [[candidate, decimal(some, count.places)]]))
}

/** A count for people: every stage with its votes, what was done and why. */
export function countAsText(counted: Counted, language: Language): string {
  const { method, slate, count } = counted
  const name = (candidate: number) => slate.candidates[candidate]!
  const text = (key: keyof typeof reportTexts, values: Record<string, string | number> = {}) =>
    filled(reportTexts[key][language], values)
  const head = [
    slate.title,
    methodNames[method][language],
    text('seats', { seats: count.seats }),
    text('valid', { valid: count.valid }),
    count.quota === null ? '' : text('quota', { quota: decimal(count.quota, count.places) }),
    slate.withdrawn.length > 0 ? text('withdrawn', { names: listed(slate.withdrawn.map(name), language) }) : '',
  ]
  const elected = count.elected.map(({ candidate }) => name(candidate))
  const places = count.order?.map((place) => place.map(name).join(' = ')).join(' > ')
  const foot = [
    elected.length > 0 ? text('elected', { names: listed(elected, language) }) : text('nobody'),
    places ? text('order', { order: places }) : '',
  ]
  const stages = count.stages.flatMap((stage) => ['', ...stageLines(stage, counted, language)])
  return [...head.filter((line) => line !== ''), ...stages, '', ...foot.filter((line) => line !== '')].join('\n')
}

function stageLines(stage: Stage, counted: Counted, language: Language): string[] {
  const { slate, count } = counted
  const rows: [string, string, string][] = votesOf(stage, counted).map(([candidate, votes]) => {
    const isElected = stage.elected.includes(candidate)
    const isExcluded = stage.excluded.includes(candidate)
    const news = isElected ? reportTexts.isElected[language] : isExcluded ? reportTexts.isExcluded[language] : ''
    return [slate.candidates[candidate]!, votes, news]
  })
  if (stage.exhausted > 0n) rows.push([reportTexts.exhausted[language], decimal(stage.exhausted, count.places), ''])
  const [longest, widest] = [0, 1].map((at) => Math.max(...rows.map((row) => widthOf(row[at]!))))
  const ties = count.ties.filter((tie) => tie.stage === stage.number)
  return [
    filled(reportTexts.stage[language], {
      number: stage.number,
      action: actionSentence(stage.action, counted, language),
    }),
    ...ties.map((tie) => `  ${settledSentence(settledTie(tie, slate), language)}`),
    ...rows.map(([label, votes, news]) => {
      const gap = ' '.repeat(longest! - widthOf(label) + 2 + widest! - votes.length)
      return `  ${label}${gap}${votes}${news ? `  ${news}` : ''}`
    }),
  ]
}

/** In columns of a terminal: Chinese signs take two. */
function widthOf(text: string): number {
  return Array.from(text).reduce(
    (width, sign) =>
      width +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(sign)
        ? 2
        : 1),
    0,
  )
}
