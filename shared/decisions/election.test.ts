import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allows, type Life, next } from '#shared/platform/life.ts'
import type { Election, Nomination, Office } from './election.shape.ts'
import {
  ballotOf,
  ballotsFor,
  candidatesFor,
  dayOutOfOrder,
  daysToPlan,
  electionLife,
  electionStates,
  isAlive,
  isSeconded,
  maySecond,
  methodsFor,
  nominationLife,
  nominationStates,
  officeInTurn,
  orderByLot,
  rootOfSlate,
  runOffBetween,
  takesNominations,
} from './election.ts'

const officeOf = (given: Partial<Office> = {}): Office => ({
  id: 'f1',
  title: { zh: '主席', en: 'Chair', authoritative: 'zh' },
  seat: 'chair',
  places: 1,
  method: 'irv',
  termFrom: 5,
  termUntil: 9,
  isByElection: false,
  state: 'waiting',
  order: [],
  votes: [],
  closesAt: null,
  elected: [],
  ...given,
})
const calendar = { nominationsFrom: 10, nominationsUntil: 20, voteFrom: 30, voteUntil: 40, handoverAt: 50 }

describe('an election’s life', () => {
  const actions = (life: Life) => [...new Set(Object.values(life).flatMap((steps) => Object.keys(steps)))]

  test('leads nowhere but where its table says, and ends where there is no step left', () => {
    expect(Object.keys(electionLife)).toEqual([...electionStates])
    for (const state of electionStates) {
      for (const action of actions(electionLife)) {
        if (allows<Election['state']>(electionLife, state, action)) continue
        expect(() => next<Election['state']>(electionLife, state, action)).toThrow('platform.wrongState')
      }
    }
    const ends = electionStates.filter((state) => Object.keys(electionLife[state]).length === 0)
    expect(ends).toEqual(['handedOver', 'cancelled'])
  })

  test('has no way from what is decided but to the handover', () => {
    expect(allows<Election['state']>(electionLife, 'decided', 'cancel')).toBe(false)
    expect(next<Election['state']>(electionLife, 'decided', 'handOver')).toBe('handedOver')
  })

  test('of a nomination needs an acceptance before it can be vetted, and ends with a no or a withdrawal', () => {
    expect(Object.keys(nominationLife)).toEqual([...nominationStates])
    for (const state of nominationStates) {
      const mayBeApproved = ['accepted', 'rejected'].includes(state)
      expect([state, allows<Nomination['state']>(nominationLife, state, 'approve')]).toEqual([state, mayBeApproved])
      expect([state, allows<Nomination['state']>(nominationLife, state, 'withdraw')]).toEqual([
        state,
        isAlive({ state }),
      ])
    }
  })
})

describe('the calendar', () => {
  test('has each day after the one before', () => {
    expect(dayOutOfOrder(calendar)).toBeNull()
    expect(dayOutOfOrder({ ...calendar, voteFrom: 20 })).toBe('voteFrom')
    expect(dayOutOfOrder({ ...calendar, handoverAt: 39 })).toBe('handoverAt')
  })

  test('takes nominations from the first moment to before the last', () => {
    const at = (now: number, state: Election['state'] = 'nominating') => takesNominations({ state, calendar }, now)
    expect([9, 10, 19, 20].map((now) => at(now))).toEqual([false, true, true, false])
    expect(at(15, 'vetting')).toBe(false)
  })
})

test('a nomination is seconded by others than nominee and nominator, each once, as many as are needed', () => {
  const nomination = { person: 'ann', by: 'bo', seconders: ['chi'] }
  expect(['ann', 'bo', 'chi', 'dee'].map((who) => maySecond(nomination, who))).toEqual([false, false, false, true])
  expect([0, 1, 2].map((needed) => isSeconded(nomination, needed))).toEqual([true, true, false])
})

describe('the order on the ballot', () => {
  const given = { root: rootOfSlate('e', { f1: ['a', 'b', 'c'] }), dice: '3 1 6', stage: 1 }

  test('is the same whoever draws it, in whatever order the candidates came', () => {
    const order = orderByLot(['a', 'b', 'c'], given)
    expect(orderByLot(['c', 'a', 'b'], given)).toEqual(order)
    expect([...order].sort()).toEqual(['a', 'b', 'c'])
  })

  test('changes with the dice, the office and who stands', () => {
    const many = Array.from({ length: 12 }, (_, n) => `n${n}`)
    const order = orderByLot(many, given)
    expect(orderByLot(many, { ...given, dice: '3 1 5' })).not.toEqual(order)
    expect(orderByLot(many, { ...given, stage: 2 })).not.toEqual(order)
    expect(rootOfSlate('e', { f1: ['a', 'b'] })).not.toBe(given.root)
  })

  test('puts each candidate first about as often as the others', () => {
    const candidates = ['a', 'b', 'c', 'd']
    const firsts = Array.from({ length: 800 }, (_, n) => orderByLot(candidates, { ...given, dice: String(n) })[0])
    for (const candidate of candidates) {
      const times = firsts.filter((first) => first === candidate).length
      expect(times).toBeGreaterThan(150)
      expect(times).toBeLessThan(250)
    }
  })

  test('holds every candidate once', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 })), fc.string(), (candidates, dice) => {
        expect(orderByLot(candidates, { ...given, dice }).sort()).toEqual([...candidates].sort())
      }),
    )
  })
})

describe('the offices', () => {
  const chair = officeOf({ order: ['n1', 'n2'], state: 'filled', elected: ['ann'] })
  const vice = officeOf({ id: 'f2', seat: 'viceChair', places: 2, method: 'scottish-stv', order: ['n5', 'n3', 'n4'] })
  const nominations = new Map<string, Pick<Nomination, 'state' | 'person'>>([
    ['n3', { person: 'ann', state: 'approved' }],
    ['n4', { person: 'bo', state: 'withdrawn' }],
    ['n5', { person: 'chi', state: 'approved' }],
  ])

  test('come one after the other', () => {
    expect(officeInTurn({ offices: [chair, vice] })?.id).toBe('f2')
    expect(officeInTurn({ offices: [{ ...chair, state: 'voting' }, vice] })?.id).toBe('f1')
    expect(officeInTurn({ offices: [chair, { ...vice, state: 'vacant' }] })).toBeNull()
  })

  test('have on their ballots nobody who withdrew or was elected before', () => {
    expect(candidatesFor({ offices: [chair, vice] }, vice, nominations)).toEqual(['n5'])
    const open = { ...chair, elected: [] }
    expect(candidatesFor({ offices: [open, vice] }, vice, nominations)).toEqual(['n5', 'n3'])
  })

  test('are voted on by their method where there is a choice, and each by yes and no where there is none', () => {
    expect(ballotsFor(chair, ['a', 'b'])).toEqual([{ kind: 'contest', order: ['a', 'b'], method: 'irv', seats: 1 }])
    expect(ballotsFor(chair, ['a'])).toEqual([{ kind: 'confirmation', order: ['a'], method: 'yes-no', seats: 1 }])
    expect(ballotsFor(vice, ['a', 'b', 'c'])).toMatchObject([{ kind: 'contest', method: 'scottish-stv', seats: 2 }])
    expect(ballotsFor(vice, ['a', 'b']).map(({ order, method }) => [order, method])).toEqual([
      [['a'], 'yes-no'],
      [['b'], 'yes-no'],
    ])
    expect(ballotsFor(vice, [])).toEqual([])
    expect(methodsFor(1)).not.toContain('scottish-stv')
    expect(methodsFor(2)).not.toContain('irv')
  })
})

describe('a run-off', () => {
  const contest = { kind: 'contest' as const, order: ['b', 'a', 'c'] }
  const plurality = { method: 'plurality' as const, places: 1 }
  const of = (crosses: Record<string, number>, valid = 10) => runOffBetween(plurality, contest, { of: crosses, valid })

  test('is between the two first where nobody has more than half of the valid ballots', () => {
    expect(of({ a: 6, b: 3, c: 1 })).toBeNull()
    expect(of({ a: 5, b: 4, c: 1 })).toEqual(['b', 'a'])
    expect(of({ a: 4, b: 2, c: 4 })).toEqual(['a', 'c'])
  })

  test('takes of those who share a place whoever was drawn first for the ballot', () => {
    expect(of({ a: 4, b: 3, c: 3 })).toEqual(['b', 'a'])
    expect(of({ a: 3, b: 3, c: 3 }, 9)).toEqual(['b', 'a'])
  })

  test('follows no other vote, nor one between two', () => {
    const crosses = { of: { a: 5, b: 5 }, valid: 10 }
    expect(runOffBetween(plurality, { kind: 'runOff', order: ['b', 'a'] }, crosses)).toBeNull()
    expect(runOffBetween(plurality, { kind: 'contest', order: ['b', 'a'] }, crosses)).toBeNull()
    expect(runOffBetween({ method: 'irv', places: 1 }, contest, null)).toBeNull()
    expect(ballotOf(plurality, { kind: 'runOff', order: ['b', 'a'], decision: null, elected: null })).toEqual({
      kind: 'runOff',
      order: ['b', 'a'],
      method: 'plurality',
      seats: 1,
    })
  })
})

test('days that are over are planned anew no more', () => {
  expect(daysToPlan('nominating')).toContain('nominationsUntil')
  expect(daysToPlan('voting')).toEqual(['voteFrom', 'voteUntil', 'handoverAt'])
  expect(daysToPlan('decided')).toEqual(['handoverAt'])
})
