import { expect, test } from 'vitest'
import { readBlt } from './blt.ts'
import { lotsByHand, lotsOf } from './lots.ts'
import { count } from './methods.ts'
import { countAsJson } from './report.ts'

const drawn = lotsOf({ root: 'test', dice: '' })

const counted = (blt: string, lots = drawn) => {
  const election = readBlt(blt)
  return countAsJson({
    method: 'scottish-stv',
    slate: election,
    count: count({ method: 'scottish-stv', election, lots }),
  })
}
const slate = (names: string) =>
  `0\n${names
    .split('')
    .map((name) => `"${name}"`)
    .join('\n')}\n"Ward"`

test('a transfer value is cut off after five decimals, and what is cut off counts for nobody (rule 48(3))', () => {
  // Quota 4 of 11; A passes on 3/7, which is 0.42857 a paper.
  const { quota, stages, elected } = counted(`3 2\n7 1 3 0\n2 3 0\n2 2 0\n${slate('ABC')}`)
  expect(quota).toBe('4.00000')
  expect(stages[1]).toMatchObject({
    votes: { A: '4.00000', B: '2.00000', C: '4.99999' },
    exhausted: '0.00001',
    action: 'Surplus of A, 3.00000, is transferred',
    elected: ['C'],
  })
  expect(elected).toEqual([
    { name: 'A', stage: 1 },
    { name: 'C', stage: 2 },
  ])
})

test('a paper that was transferred before goes on at its smaller value (rule 48(4))', () => {
  // A passes on 0.4 a paper to B, who then has 5 + 4 = 9 and passes on a third of what each paper is worth.
  const { stages } = counted(`4 3\n10 1 2 3 0\n5 2 4 0\n3 3 0\n4 4 0\n${slate('ABCD')}`)
  expect(stages[1]?.votes).toEqual({ A: '6.00000', B: '9.00000', C: '3.00000', D: '4.00000' })
  expect(stages[2]?.votes).toEqual({ A: '6.00000', B: '6.00000', C: '4.33330', D: '5.66665' })
})

test('the largest surplus goes first (rule 49), and elected candidates get nothing more (rule 48(2))', () => {
  const { stages } = counted(`4 3\n9 1 2 3 0\n8 2 1 4 0\n2 3 0\n1 4 0\n${slate('ABCD')}`)
  expect(stages.map(({ action }) => action)).toEqual([
    'First preferences',
    'Surplus of A, 3.00000, is transferred',
    'Surplus of B, 2.00000, is transferred',
    'D is excluded, and their ballots are transferred',
  ])
  expect(stages[1]?.votes).toMatchObject({ B: '8.00000', C: '4.99997' })
})

test('the last is excluded; of several the one who had fewer at the most recent stage at which they differed (rule 51)', () => {
  // C and D have 2 each after E is excluded, but D had 1 before.
  const { stages, ties } = counted(
    `5 1\n5 1 0\n4 2 0\n2 3 0\n1 4 0\n1 5 4 0\n${slate('ABCDE')}`,
    lotsByHand([4], drawn),
  )
  expect(stages.map(({ excluded }) => excluded)).toEqual([[], ['E'], ['D'], ['C'], ['B']])
  expect(ties).toMatchObject([
    { stage: 2, between: ['D', 'E'], chosen: 'E', by: 'lot' },
    { stage: 3, between: ['C', 'D'], chosen: 'D', by: 'earlierStage', earlierStage: 1 },
  ])
})

test('when as many are left as places, they are elected without another transfer (rule 52)', () => {
  const { stages, elected } = counted(`4 2\n5 1 0\n3 2 0\n2 3 0\n1 4 0\n${slate('ABCD')}`)
  expect(stages.at(-1)).toMatchObject({ excluded: ['C'], elected: ['B'], votes: { B: '3.00000' } })
  expect(elected.map(({ name }) => name)).toEqual(['A', 'B'])
})

test('a paper ends where its order is in doubt: two of one rank, or a rank left out (article 2)', () => {
  const { stages, valid } = counted(`4 1\n4 1 0\n3 2=3 4 0\n3 2 - 4 0\n3 3 1=4 0\n1 4 0\n${slate('ABCD')}`)
  // Three papers with a doubtful first preference are not valid.
  expect(valid).toBe(11)
  expect(stages.at(-1)).toMatchObject({ votes: { A: '4.00000', B: '0.00000', C: '0.00000' }, exhausted: '7.00000' })
})

test('lots that fell by hand are followed', () => {
  const tied = `3 1\n2 1 0\n2 2 0\n2 3 0\n${slate('ABC')}`
  const order = (lots: number[]) => counted(tied, lotsByHand(lots, drawn)).stages.flatMap(({ excluded }) => excluded)
  expect(order([0, 1, 2])).toEqual(['A', 'B'])
  expect(order([2, 0, 1])).toEqual(['C', 'A'])
})
