import { describe, expect, test } from 'vitest'
import type { Election, MarkedBallot } from './ballots.ts'
import { readBlt } from './blt.ts'
import { lotsOf } from './lots.ts'
import { reviewChoices } from './majority.texts.ts'
import { type CountAsk, count, type Method } from './methods.ts'
import { reviewDueBy, reviewPreset } from './presets.ts'
import { countAsJson } from './report.ts'

const lots = lotsOf({ root: 'test', dice: '' })

function ofRanks(method: Method, blt: string) {
  const election = readBlt(blt)
  return countAsJson({ method, slate: election, count: count({ method, election, lots }) })
}

function ofMarks(names: string[], marked: MarkedBallot[], ask: Omit<CountAsk, 'election' | 'lots'>) {
  const election: Election = { title: '', seats: null, candidates: names, withdrawn: [], lots: [], marked }
  return countAsJson({ method: ask.method, slate: election, count: count({ ...ask, election, lots }) })
}
const ballot = (times: number, ...marks: (number | null)[]): MarkedBallot => ({ count: times, marks })

/** Of the examples that come with the counting program Droop, with its reference counts: `513`. */
const twins = `3 2\n5 1 2 0\n1 2 0\n3 3 0\n0\n"Castor"\n"Pollux"\n"Helen"\n"513"`

/** M. Schulze, Social Choice and Welfare 36 (2011), example 1. */
const schulzes = `5 1
5 1 3 2 5 4 0
5 1 4 5 3 2 0
8 2 5 4 1 3 0
3 3 1 2 5 4 0
7 3 1 5 2 4 0
2 3 2 1 4 5 0
7 4 3 5 2 1 0
8 5 2 1 4 3 0
0
"A" "B" "C" "D" "E"
"Example 1"`

describe('counts that others have published', () => {
  test('Scottish STV: stage by stage as in the reference count of Droop', () => {
    const { quota, stages, elected } = ofRanks('scottish-stv', twins)
    expect(quota).toBe('4.00000')
    expect(stages.map(({ votes, exhausted }) => [...Object.values(votes), exhausted])).toEqual([
      ['5.00000', '1.00000', '3.00000', '0.00000'],
      ['4.00000', '2.00000', '3.00000', '0.00000'],
      ['4.00000', '0.00000', '3.00000', '2.00000'],
    ])
    expect(elected.map(({ name }) => name)).toEqual(['Castor', 'Helen'])
  })

  test('Meek STV: votes and quota to the last of nine decimals as in the reference count of Droop', () => {
    const { quota, stages, elected } = ofRanks('meek-stv', twins)
    expect(quota).toBe('3.000000001')
    expect(stages[1]).toMatchObject({
      votes: { Castor: '3.000000005', Pollux: '2.999999995', Helen: '3.000000000' },
      excluded: ['Pollux'],
    })
    expect(elected.map(({ name }) => name)).toEqual(['Castor', 'Helen'])
  })

  test('a tie for exclusion goes by the stage before, where one had fewer (SSI 2007/42, rule 51)', () => {
    // A falls first, and B rises to the three of C.
    const weak = '5 2\n1 1 2 0\n2 2 0\n3 3 0\n4 4 0\n5 5 0\n0\n"A"\n"B"\n"C"\n"D"\n"E"\n"Weak defeat"'
    const { stages, ties, elected } = ofRanks('scottish-stv', weak)
    expect(stages.flatMap(({ excluded }) => excluded)).toEqual(['A', 'B', 'C'])
    expect(ties).toMatchObject([{ stage: 3, between: ['B', 'C'], chosen: 'B', by: 'earlierStage', earlierStage: 1 }])
    expect(elected.map(({ name }) => name).sort()).toEqual(['D', 'E'])
  })

  test('a tie of surpluses goes to whoever had more at the stage before (rule 49)', () => {
    // Of 35 for four seats the quota is 8: both E and F give D three, who then has a surplus of its own.
    const weak = '6 4\n10 1 3 0\n8 2 0\n6 3 0\n5 4 0\n3 5 4 0\n3 6 4 0\n0\n"A"\n"B"\n"C"\n"D"\n"E"\n"F"\n"Weak surplus"'
    const { quota, stages, elected } = ofRanks('scottish-stv', weak)
    expect(quota).toBe('8.00000')
    expect(stages[1]).toMatchObject({ action: 'Surplus of A, 2.00000, is transferred', elected: ['C'] })
    expect(elected.map(({ name }) => name)).toEqual(['A', 'B', 'C', 'D'])
  })

  test('ranked pairs elects A where Schulze elects E: his example of 45 voters, locked by hand', () => {
    const { order, stages } = ofRanks('ranked-pairs', schulzes)
    const passedOver = stages.flatMap(({ action }) => (action.includes('passed over') ? [action.split(' (')[0]] : []))
    expect(passedOver).toEqual(['D before C', 'B before A', 'E before A'])
    expect(order).toEqual([['A'], ['C'], ['E'], ['B'], ['D']])
    expect(ofRanks('schulze', schulzes).winner).toBe('E')
  })

  test('approval: the capital of Tennessee, each approving of what lies near', () => {
    const cities = ['Memphis', 'Nashville', 'Chattanooga', 'Knoxville']
    const votes = [
      ballot(42, 1, 1, null, null),
      ballot(26, null, 1, 1, null),
      ballot(15, null, null, 1, 1),
      ballot(17, null, null, 1, 1),
    ]
    const { stages, winner } = ofMarks(cities, votes, { method: 'approval' })
    expect(stages[0]?.votes).toEqual({ Memphis: '42', Nashville: '68', Chattanooga: '58', Knoxville: '32' })
    expect(winner).toBe('Nashville')
  })
})

describe('the systematic review of a standard', () => {
  const choices = reviewPreset.choices.map((choice) => reviewChoices[choice].en)
  const review = (confirm: number, revise: number, withdraw: number) =>
    ofMarks(choices, [ballot(confirm, 1, null, null), ballot(revise, null, 1, null), ballot(withdraw, null, null, 1)], {
      method: reviewPreset.method,
    })

  test('goes by the most votes, also where they are no majority', () => {
    expect(review(4, 3, 2).winner).toBe('Confirm')
    expect(review(3, 2, 4).winner).toBe('Withdraw')
    expect(review(5, 5, 1).ties).toMatchObject([{ between: ['Confirm', 'Revise'], by: 'lot' }])
  })

  test('is due within five years, also from a leap day', () => {
    expect(reviewDueBy(new Date('2026-07-01T00:00:00Z')).toISOString()).toBe('2031-07-01T00:00:00.000Z')
    expect(reviewDueBy(new Date('2028-02-29T00:00:00Z')).toISOString()).toBe('2033-02-28T00:00:00.000Z')
  })
})
