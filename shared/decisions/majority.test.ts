import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide, leastOf, type MajorityRule, type Returns, reaches, type Votes } from './majority.ts'
import { participating, presets } from './presets.ts'
import { verdictSentences } from './reasons.ts'

const votes = (yes: number, no: number, abstain = 0, given: Partial<Votes> = {}): Votes => {
  const cast = yes + no + abstain + (given.invalid ?? 0)
  return { yes, no, abstain, invalid: 0, present: cast, entitled: Math.max(cast, given.present ?? 0), ...given }
}
const of = (all: Votes): Returns => new Map([[null, all]])
const iso = (p: Votes, all: Votes): Returns =>
  new Map<string | null, Votes>([
    [null, all],
    [participating, p],
  ])

describe('rules for ISO ballots', () => {
  test.each([
    ['P 8 to 4, all 8 to 4: a third is no', votes(8, 4), votes(8, 4), 'lost'],
    ['3 to 1', votes(3, 1), votes(3, 1), 'carried'],
    ['P 2 to 1, all 9 to 3', votes(2, 1), votes(9, 3), 'carried'],
    ['P 6 to 4, all 30 to 6: fails in the class', votes(6, 4), votes(30, 6), 'lost'],
    ['5 to 0 with 20 abstaining', votes(5, 0, 20), votes(5, 0, 20), 'carried'],
    ['nobody of the class says yes or no', votes(0, 0, 3), votes(9, 0), 'lost'],
  ])('%s', (_, p, all, outcome) => {
    expect(decide(presets.isoEnquiry.rule, iso(p, all)).outcome).toBe(outcome)
    expect(decide(presets.isoFinal.rule, iso(p, all)).outcome).toBe(outcome)
  })

  test('the reasons name both conditions with what was needed', () => {
    expect(verdictSentences(decide(presets.isoEnquiry.rule, iso(votes(6, 4), votes(30, 6))), 'en')).toEqual([
      'Lost',
      'P members: 6 of 10 yes and no votes were yes; 7 were needed.',
      '6 of 36 yes and no votes were no; 9 at most were allowed.',
    ])
  })
})

describe('the review of group standards', () => {
  test.each([
    ['abstentions count against it', votes(5, 0, 20), 'lost'],
    ['three quarters of those present', votes(15, 5), 'carried'],
    ['one less', votes(14, 6), 'lost'],
    ['too few returned', votes(10, 0, 0, { present: 10, entitled: 16 }), 'repeat'],
    ['two thirds returned', votes(10, 0, 0, { present: 10, entitled: 15 }), 'carried'],
  ])('%s', (_, all, outcome) => {
    expect(decide(presets.groupStandard.rule, of(all)).outcome).toBe(outcome)
  })
})

describe('the assembly', () => {
  test('needs two thirds in the hall and more than half of them', () => {
    const hall = { present: 41, entitled: 60 }
    expect(verdictSentences(decide(presets.assembly.rule, of(votes(28, 5, 6, hall))), 'zh')).toEqual([
      '通过',
      '60 名有表决权者中出席 41，法定人数 40，已达到。',
      '41 名出席者中 28 票赞成，需要 21 票。',
    ])
    expect(decide(presets.assembly.rule, of(votes(20, 1, 0, { present: 40, entitled: 60 }))).outcome).toBe('lost')
    expect(decide(presets.assembly.rule, of(votes(39, 0, 0, { present: 39, entitled: 60 }))).outcome).toBe('lost')
  })

  test('changes its charter by two thirds of those present', () => {
    const hall = { present: 45, entitled: 60 }
    expect(decide(presets.charterChange.rule, of(votes(30, 15, 0, hall))).outcome).toBe('carried')
    expect(decide(presets.charterChange.rule, of(votes(29, 0, 16, hall))).outcome).toBe('lost')
  })
})

describe('a simple majority', () => {
  const chairCasts: MajorityRule = { ...presets.simpleMajority.rule, tie: 'chairCasts' }

  test('leaves abstentions and spoiled ballots out', () => {
    const verdict = decide(presets.simpleMajority.rule, of(votes(28, 11, 2, { invalid: 3 })))
    expect(verdictSentences(verdict, 'en')).toEqual(['Carried', '28 of 39 yes and no votes were yes; 20 were needed.'])
  })

  test('a tie is lost, or waits for the chair or the lot', () => {
    expect(decide(presets.simpleMajority.rule, of(votes(5, 5))).outcome).toBe('lost')
    expect(decide(chairCasts, of(votes(5, 5))).outcome).toBe('tied')
    expect(decide(chairCasts, of(votes(5, 5)), 'yes').outcome).toBe('carried')
    expect(verdictSentences(decide(chairCasts, of(votes(5, 5)), 'no'), 'en')).toEqual([
      'Lost',
      '5 of 10 yes and no votes were yes; 6 were needed.',
      'Yes and no have 5 each: the casting vote of the chair decided no.',
    ])
  })

  test('equal votes under two thirds are no tie: one more would not have carried', () => {
    const rule: MajorityRule = { ...presets.twoThirds.rule, tie: 'chairCasts' }
    expect(decide(rule, of(votes(5, 5)), 'yes').outcome).toBe('lost')
  })

  test('nothing is carried without an effective vote', () => {
    expect(verdictSentences(decide(presets.twoThirds.rule, of(votes(0, 0, 7))), 'zh')).toEqual([
      '未通过',
      '没有赞成票或反对票，不能通过。',
    ])
  })
})

test('figures that contradict each other are refused', () => {
  const { rule } = presets.simpleMajority
  expect(() => decide(rule, of({ ...votes(3, 1), entitled: 3 }))).toThrow(RangeError)
  expect(() => decide(rule, of(votes(-1, 1)))).toThrow(RangeError)
  expect(() => decide(rule, of(votes(0.5, 1)))).toThrow(RangeError)
  expect(() => decide(presets.isoFinal.rule, of(votes(3, 1)))).toThrow('no returns of P')
})

test('the least that reaches a share reaches it, and one less does not', () => {
  const share = fc.record({
    p: fc.integer({ min: 0, max: 9 }),
    q: fc.integer({ min: 1, max: 9 }),
    by: fc.constantFrom('atLeast' as const, 'moreThan' as const),
  })
  fc.assert(
    fc.property(share, fc.nat(1000), (some, whole) => {
      const least = leastOf(some, whole)
      expect(reaches(least, some, whole)).toBe(true)
      if (least > 0) expect(reaches(least - 1, some, whole)).toBe(false)
    }),
  )
})

test('one yes more never loses what was carried', () => {
  const figures = fc.tuple(fc.nat(40), fc.nat(40), fc.nat(40), fc.nat(20))
  const rules = fc.constantFrom(presets.simpleMajority, presets.twoThirds, presets.assembly, presets.charterChange)
  fc.assert(
    fc.property(figures, rules, ([yes, no, abstain, away], { rule }) => {
      const hall = { present: yes + no + abstain + 1, entitled: yes + no + abstain + 1 + away }
      const before = decide(rule, of(votes(yes, no, abstain, hall)))
      if (before.outcome === 'carried')
        expect(decide(rule, of(votes(yes + 1, no, abstain, hall))).outcome).toBe('carried')
    }),
  )
})
