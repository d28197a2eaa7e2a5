import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Election } from './ballots.ts'
import { readBlt, writeBlt } from './blt.ts'
import { lotsByHand, lotsOf } from './lots.ts'
import { count, crossMethods, pointMethods, rankedMethods } from './methods.ts'

const size = 5
const lots = lotsByHand([0, 1, 2, 3, 4], lotsOf({ root: '', dice: '' }))

const rankings = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 0 })
const ballots = fc.array(fc.record({ count: fc.integer({ min: 1, max: 9 }), ranking: rankings }), { maxLength: 30 })
const seats = fc.integer({ min: 1, max: 4 })

const electionOf = (ranked: { count: number; ranking: number[] }[], given: number): Election => ({
  title: '',
  seats: given,
  candidates: ['A', 'B', 'C', 'D', 'E'],
  withdrawn: [],
  lots: [],
  ranked,
})

test.each(rankedMethods)('%s: in what order ballots come, and how they are bundled, changes nothing', (method) => {
  const both = fc
    .tuple(ballots, seats)
    .chain(([some, given]) =>
      fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }), fc.constant(given)),
    )
  fc.assert(
    fc.property(both, ([some, shuffled, given]) => {
      const single = shuffled.flatMap(({ count: times, ranking }) =>
        Array.from({ length: times }, () => ({ count: 1, ranking })),
      )
      expect(count({ method, election: electionOf(single, given), lots })).toEqual(
        count({ method, election: electionOf(some, given), lots }),
      )
    }),
    { numRuns: 60 },
  )
})

test.each(['irv', 'scottish-stv', 'meek-stv'] as const)(
  '%s: votes and what is exhausted add up at every stage',
  (method) => {
    fc.assert(
      fc.property(ballots, seats, (some, given) => {
        const { stages, valid, places } = count({ method, election: electionOf(some, given), lots })
        for (const { votes, exhausted } of stages) {
          expect(votes.reduce<bigint>((sum, one) => sum + (one ?? 0n), exhausted)).toBe(
            BigInt(valid) * 10n ** BigInt(places),
          )
          expect(exhausted >= 0n).toBe(true)
        }
      }),
      { numRuns: 100 },
    )
  },
)

test.each(rankedMethods)('%s: fills as many seats as there are, with nobody twice', (method) => {
  fc.assert(
    fc.property(ballots, seats, (some, given) => {
      const { elected, seats: filled } = count({ method, election: electionOf(some, given), lots })
      expect(elected).toHaveLength(Math.min(filled, size))
      expect(new Set(elected.map(({ candidate }) => candidate)).size).toBe(elected.length)
    }),
    { numRuns: 100 },
  )
})

test.each(['schulze', 'ranked-pairs'] as const)('%s: whoever beats everybody wins', (method) => {
  fc.assert(
    fc.property(ballots, (some) => {
      const { pairs, elected } = count({ method, election: electionOf(some, 1), lots })
      const all = [0, 1, 2, 3, 4]
      const best = all.find((one) => all.every((other) => one === other || pairs![one]![other]! > pairs![other]![one]!))
      if (best !== undefined) expect(elected[0]?.candidate).toBe(best)
    }),
  )
})

test.each(['schulze', 'ranked-pairs'] as const)(
  '%s: a winner without ties who rises on one ballot still wins',
  (method) => {
    fc.assert(
      fc.property(ballots, fc.nat(), (some, which) => {
        const before = count({ method, election: electionOf(some, 1), lots })
        fc.pre(before.ties.length === 0 && before.order![0]!.length === 1 && some.length > 0)
        const winner = before.elected[0]!.candidate
        const at = which % some.length
        const raised = some.map((one, index) =>
          index === at ? { ...one, ranking: [winner, ...one.ranking.filter((other) => other !== winner)] } : one,
        )
        const after = count({ method, election: electionOf(raised, 1), lots })
        if (after.ties.length === 0) expect(after.elected[0]!.candidate).toBe(winner)
      }),
      { numRuns: 300 },
    )
  },
)

const marks = fc.array(fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }), { minLength: size, maxLength: size })
const crosses = fc.array(fc.option(fc.constant(1), { nil: null }), { minLength: size, maxLength: size })
const markedOf = (some: (number | null)[][], given: number): Election => {
  const { ranked: _, ...slate } = electionOf([], given) as Extract<Election, { ranked: unknown }>
  return { ...slate, marked: some.map((one) => ({ count: 1, marks: one })) }
}

describe.each([...crossMethods, ...pointMethods])('%s', (method) => {
  const isCrosses = (crossMethods as readonly string[]).includes(method)
  const papers = fc.array(isCrosses ? crosses : marks, { maxLength: 20 })
  const most = method === 'cumulative' || method === 'dot' ? { most: 8 } : {}

  test('in what order ballots come changes nothing', () => {
    fc.assert(
      fc.property(papers, seats, (some, given) => {
        const before = count({ method, election: markedOf(some, given), lots, ...most })
        expect(count({ method, election: markedOf(some.toReversed(), given), lots, ...most })).toEqual(before)
      }),
      { numRuns: 60 },
    )
  })
})

test.each(['approval', 'score'] as const)('%s: whoever wins still wins when one ballot gives them more', (method) => {
  const [papers, highest] = method === 'approval' ? [crosses, 1] : [marks, 5]
  fc.assert(
    fc.property(fc.array(papers, { minLength: 1, maxLength: 20 }), fc.nat(), (some, which) => {
      const before = count({ method, election: markedOf(some, 1), lots })
      fc.pre(before.ties.length === 0)
      const winner = before.elected[0]!.candidate
      const raised = some.map((one, at) =>
        at === which % some.length
          ? one.map((mark, who) => (who === winner ? Math.min((mark ?? 0) + 1, highest) : mark))
          : one,
      )
      expect(count({ method, election: markedOf(raised, 1), lots }).elected[0]?.candidate).toBe(winner)
    }),
    { numRuns: 200 },
  )
})

test.each(rankedMethods)('%s: a recount from the file that was written gives the same', (method) => {
  fc.assert(
    fc.property(ballots, seats, (some, given) => {
      const election = electionOf(some, given)
      const again = readBlt(writeBlt(election as Extract<Election, { ranked: unknown }>))
      expect(count({ method, election: again, lots })).toEqual(count({ method, election, lots }))
    }),
    { numRuns: 60 },
  )
})
