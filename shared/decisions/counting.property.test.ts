import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Election } from './ballots.ts'
import { lotsByHand, lotsOf } from './lots.ts'
import { count, rankedMethods } from './methods.ts'

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
