import { expect, test } from 'vitest'
import { readBlt } from './blt.ts'
import { lotsOf } from './lots.ts'
import { count, type Method } from './methods.ts'
import { countAsJson } from './report.ts'

const lots = lotsOf({ root: 'test', dice: '' })

const counted = (method: Method, blt: string, seats?: number) => {
  const election = readBlt(blt)
  return countAsJson({ method, slate: election, count: count({ method, election, lots, ...(seats ? { seats } : {}) }) })
}
const winners = (method: Method, blt: string, seats?: number) =>
  counted(method, blt, seats).elected.map(({ name }) => name)

/** The capital of Tennessee, the usual example of social choice: Memphis, Nashville, Chattanooga, Knoxville. */
const tennessee = `4 1
42 1 2 3 4 0
26 2 3 4 1 0
15 3 4 2 1 0
17 4 3 2 1 0
0
"Memphis" "Nashville" "Chattanooga" "Knoxville"
"Capital of Tennessee"`

/** M. Schulze, 2011, example 1: 45 voters, five candidates. */
const schulze = `5 1
5 1 3 2 5 4 0
5 1 4 5 3 2 0
8 2 5 4 1 3 0
3 3 1 2 5 4 0
7 3 1 5 2 4 0
2 3 2 1 4 5 0
7 4 3 5 2 1 0
8 5 2 1 4 3 0
0
"A"
"B"
"C"
"D"
"E"
"Example 1"`

test('instant run-off elects Knoxville, after Chattanooga and Nashville are excluded', () => {
  const { stages, winner } = counted('irv', tennessee)
  expect(stages.map(({ votes }) => votes)).toEqual([
    { Memphis: '42', Nashville: '26', Chattanooga: '15', Knoxville: '17' },
    { Memphis: '42', Nashville: '26', Chattanooga: '0', Knoxville: '32' },
    { Memphis: '42', Nashville: '0', Chattanooga: '0', Knoxville: '58' },
  ])
  expect(stages.map(({ excluded }) => excluded)).toEqual([[], ['Chattanooga'], ['Nashville']])
  expect(winner).toBe('Knoxville')
})

test('ranked pairs and Schulze put Nashville first, who beats everybody', () => {
  const order = [['Nashville'], ['Chattanooga'], ['Knoxville'], ['Memphis']]
  expect(counted('ranked-pairs', tennessee)).toMatchObject({ winner: 'Nashville', order })
  expect(counted('schulze', tennessee)).toMatchObject({ winner: 'Nashville', order })
  expect(winners('plurality', tennessee)).toEqual(['Memphis'])
})

test('Schulze gives E, A, C, B, D in the example of the paper', () => {
  expect(counted('schulze', schulze)).toMatchObject({ winner: 'E', order: [['E'], ['A'], ['C'], ['B'], ['D']] })
  expect(counted('schulze', schulze).pairs?.['A']).toEqual({ B: 20, C: 26, D: 30, E: 22 })
})

test('ranked pairs passes over the weakest majority of a circle', () => {
  // A before B by 7, B before C by 6, C before A by 5, of 9.
  const circle = `3 1\n4 1 2 3 0\n3 2 3 1 0\n2 3 1 2 0\n0\n"A"\n"B"\n"C"\n"Circle"`
  const { order, stages } = counted('ranked-pairs', circle)
  expect(order).toEqual([['A'], ['B'], ['C']])
  expect(stages.at(-1)?.action).toBe('C before A (5 to 4) is passed over: it would close a circle')
})

test('equal majorities that contradict each other are locked by lot, and the lots are told', () => {
  const circle = `3 1\n1 1 2 3 0\n1 2 3 1 0\n1 3 1 2 0\n0\n"A"\n"B"\n"C"\n"Three ways"`
  const { ties, winner } = counted('ranked-pairs', circle)
  expect(ties.length).toBeGreaterThan(0)
  expect(ties.every(({ by }) => by === 'lot')).toBe(true)
  expect(['A', 'B', 'C']).toContain(winner)
  expect(counted('schulze', circle)).toMatchObject({ order: [['A', 'B', 'C']], ties: [{ by: 'lot', for: 'election' }] })
})

test('those of one rank are not compared, and whoever is not ranked comes last', () => {
  const shared = `3 1\n3 1=2 0\n2 3 0\n0\n"A"\n"B"\n"C"\n"Shared"`
  expect(counted('schulze', shared).pairs).toEqual({ A: { B: 0, C: 3 }, B: { A: 0, C: 3 }, C: { A: 2, B: 2 } })
})

test('Meek elects the two parties of a divided hall, the quota sinking as ballots run out', () => {
  const hall = `3 2\n4 1 2 0\n2 3 0\n0\n"Castor"\n"Pollux"\n"Helen"\n"Hall"`
  const { elected, quota } = counted('meek-stv', hall)
  // 4 of 6 ballots: Castor keeps a quota of 2.000000001 and passes on the rest to Pollux, who ties with Helen within the surplus.
  expect(elected[0]).toEqual({ name: 'Castor', stage: 1 })
  expect(Number(quota)).toBeLessThanOrEqual(2.000000001)
  expect(elected).toHaveLength(2)
})

test('whoever has withdrawn is passed over on every ballot, also where a rank was shared with them', () => {
  const blt = `3 1\n-2\n3 2 1 0\n2 1=2 0\n4 3 0\n0\n"A"\n"B"\n"C"\n"Withdrawn"`
  expect(counted('irv', blt).stages[0]?.votes).toEqual({ A: '5', C: '4' })
  expect(winners('irv', blt)).toEqual(['A'])
})

test('with no more candidates than seats all are elected at the first stage', () => {
  for (const method of ['scottish-stv', 'meek-stv'] as const) {
    const { elected } = counted(method, `2 3\n1 1 0\n0\n"A"\n"B"\n"Few"`)
    expect(elected).toEqual([
      { name: 'A', stage: 1 },
      { name: 'B', stage: 1 },
    ])
  }
})

test('without any ballot lots decide, and say so', () => {
  const { elected, ties, valid } = counted('irv', `2 1\n0\n"A"\n"B"\n"Nobody came"`)
  expect(valid).toBe(0)
  expect(elected).toHaveLength(1)
  expect(ties).toMatchObject([{ for: 'exclusion', by: 'lot' }])
})
