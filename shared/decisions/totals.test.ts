import { expect, test } from 'vitest'
import type { Election, MarkedBallot } from './ballots.ts'
import { lotsOf } from './lots.ts'
import { type CountAsk, count } from './methods.ts'
import { countAsJson } from './report.ts'

const lots = lotsOf({ root: 'test', dice: '' })
const candidates = ['Memphis', 'Nashville', 'Chattanooga', 'Knoxville']

function counted(marked: MarkedBallot[], ask: Omit<CountAsk, 'election' | 'lots'>, names = candidates) {
  const election: Election = { title: '', seats: null, candidates: names, withdrawn: [], lots: [], marked }
  return countAsJson({ method: ask.method, slate: election, count: count({ ...ask, election, lots }) })
}
const ballot = (count: number, ...marks: (number | null)[]): MarkedBallot => ({ count, marks })

/** The usual example of the capital of Tennessee, with scores from 0 to 10 by distance. */
const tennessee = [ballot(42, 10, 4, 2, 0), ballot(26, 0, 10, 4, 2), ballot(15, 0, 3, 10, 6), ballot(17, 0, 2, 6, 10)]

test('score adds up the scores', () => {
  const { stages, winner } = counted(tennessee, { method: 'score', highest: 10 })
  expect(stages[0]?.votes).toEqual({ Memphis: '420', Nashville: '507', Chattanooga: '440', Knoxville: '312' })
  expect(winner).toBe('Nashville')
})

test('STAR lets the two highest scores run off, by preference', () => {
  const { stages, winner } = counted(tennessee, { method: 'star', highest: 10 })
  expect(stages[1]).toMatchObject({
    votes: { Nashville: '68', Chattanooga: '32' },
    exhausted: '0',
    action: 'Run-off between Nashville and Chattanooga',
    elected: ['Nashville'],
  })
  expect(winner).toBe('Nashville')
})

test('a tie for the run-off of STAR is settled by preference, and one within it by the higher score', () => {
  const three = [ballot(2, 5, 3, 0), ballot(1, 0, 5, 5), ballot(1, 0, 0, 5)]
  const { ties } = counted(three, { method: 'star' }, ['A', 'B', 'C'])
  // B has 11; A and C have 10 each, and as many prefer the one as the other; A has as many fives as C.
  expect(ties[0]).toMatchObject({ stage: 1, between: ['A', 'C'], by: 'lot' })
  const two = [ballot(1, 5, 0), ballot(1, 3, 4)]
  expect(counted(two, { method: 'star' }, ['A', 'B'])).toMatchObject({
    winner: 'A',
    ties: [{ stage: 2, by: 'higherScore', chosen: 'A' }],
  })
})

test('approval counts a cross for as many as one likes; block and limited votes only so many', () => {
  const crosses = [ballot(3, 1, 1, 1, null), ballot(2, null, 1, null, 1), ballot(1, null, null, null, 1)]
  expect(counted(crosses, { method: 'approval' }).stages[0]?.votes).toMatchObject({ Memphis: '3', Nashville: '5' })
  const block = counted(crosses, { method: 'block', seats: 2 })
  // Three crosses for two seats spoil a ballot.
  expect(block).toMatchObject({ valid: 3, elected: [{ name: 'Knoxville' }, { name: 'Nashville' }] })
  expect(block.stages[0]?.exhausted).toBe('3')
  expect(counted(crosses, { method: 'limited', seats: 3, most: 1 })).toMatchObject({ valid: 1 })
})

test('cumulative votes may all go to one, but never add up to more than there are', () => {
  const points = [ballot(1, 3, 0, 0, 0), ballot(2, 1, 1, 1, 0), ballot(4, 0, 2, 2, 0)]
  const { stages, valid } = counted(points, { method: 'cumulative', seats: 3 })
  expect(stages[0]?.votes).toEqual({ Memphis: '5', Nashville: '2', Chattanooga: '2', Knoxville: '0' })
  expect(valid).toBe(3)
})

test('where those with as many are more than the seats left, a lot decides and is told', () => {
  const { elected, ties } = counted([ballot(2, 1, null, null, null), ballot(1, null, 1, 1, null)], {
    method: 'approval',
    seats: 2,
  })
  expect(elected[0]?.name).toBe('Memphis')
  expect(ties).toMatchObject([{ between: ['Nashville', 'Chattanooga'], for: 'election', by: 'lot' }])
})

test('an empty ballot is neither valid nor spoiled', () => {
  expect(
    counted([ballot(5, null, null, null, null), ballot(1, 1, null, null, null)], { method: 'plurality' }),
  ).toMatchObject({ valid: 1, winner: 'Memphis' })
})

test('methods of points refuse ranked ballots', () => {
  const election: Election = {
    title: '',
    seats: 1,
    candidates,
    withdrawn: [],
    lots: [],
    ranked: [{ count: 1, ranking: [0] }],
  }
  expect(() => count({ method: 'score', election, lots })).toThrow(RangeError)
})

test('STAR passes over whoever has withdrawn, whatever they were given', () => {
  const election: Election = {
    title: '',
    seats: null,
    candidates: ['A', 'B', 'C'],
    withdrawn: [2],
    lots: [],
    marked: [ballot(3, 5, 1, 99), ballot(1, 1, 5, null), ballot(2, null, null, 5)],
  }
  const counted = count({ method: 'star', election, lots })
  expect(counted).toMatchObject({ valid: 4, elected: [{ candidate: 0 }] })
  expect(counted.stages[1]).toMatchObject({ votes: [3n, 1n, null], exhausted: 0n })
})

test('two who share the highest sum both run off in STAR, and no lot is drawn for it', () => {
  const { ties, stages } = counted([ballot(2, 5, 4, 0), ballot(1, 2, 4, 5)], { method: 'star' }, ['A', 'B', 'C'])
  expect(stages[0]?.votes).toEqual({ A: '12', B: '12', C: '5' })
  expect(stages[1]).toMatchObject({ action: 'Run-off between A and B', elected: ['A'] })
  expect(ties).toEqual([])
})
