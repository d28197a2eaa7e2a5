import { expect, test } from 'vitest'
import { type ElectorateRule, maySecret, rollOf, seatsOf, turnoutOf, type Voter, votesThatCount } from './electorate.ts'

const voter = (person: string, given: Partial<Voter> = {}): Voter => ({
  person,
  organisation: null,
  isNamed: false,
  voterClass: null,
  barred: null,
  isPresent: true,
  ...given,
})
const persons: ElectorateRule = { seat: 'person', weights: null, mostProxies: 2 }
const organisations: ElectorateRule = { seat: 'organisation', weights: null, mostProxies: 2 }
const yes = (seat: string, by = seat) => ({ seat, by, content: 'yes' })
const no = (seat: string, by = seat) => ({ seat, by, content: 'no' })
const contents = (votes: Map<string, { content: string }>) =>
  Array.from(votes, ([seat, { content }]) => `${seat} ${content}`)

test('an organisation has one vote, whichever of its delegates casts it', () => {
  const roll = rollOf(
    [voter('a1', { organisation: 'a' }), voter('a2', { organisation: 'a' }), voter('x')],
    [],
    organisations,
  )
  // Who belongs to no organisation has none.
  expect(roll.seats.map(({ id }) => id)).toEqual(['a'])
  const cast = [yes('a', 'a2'), no('a', 'a1')]
  expect(contents(votesThatCount(roll, cast, { isChangeable: false }))).toEqual(['a yes'])
  expect(contents(votesThatCount(roll, cast, { isChangeable: true }))).toEqual(['a no'])
})

test('the vote of the named delegate counts, whenever it came', () => {
  const roll = rollOf(
    [voter('a1', { organisation: 'a' }), voter('a2', { organisation: 'a', isNamed: true })],
    [],
    organisations,
  )
  const cast = [no('a', 'a1'), yes('a', 'a2'), no('a', 'a1')]
  for (const isChangeable of [false, true]) {
    expect(contents(votesThatCount(roll, cast, { isChangeable }))).toEqual(['a yes'])
  }
})

test('who drafted it or has an interest in it may not vote, and stands on the roll as barred', () => {
  const roll = rollOf([voter('a', { barred: 'drafter' }), voter('b', { barred: 'recused' }), voter('c')], [], persons)
  expect(roll.seats.map(({ id }) => id)).toEqual(['c'])
  expect(roll.barred).toEqual([
    { person: 'a', reason: 'drafter' },
    { person: 'b', reason: 'recused' },
  ])
  expect(votesThatCount(roll, [yes('a'), yes('stranger')], { isChangeable: true }).size).toBe(0)
})

test('a proxy counts as present and votes, until its giver votes', () => {
  const roll = rollOf([voter('a', { isPresent: false }), voter('b')], [{ giver: 'a', holder: 'b' }], persons)
  expect(seatsOf(roll, 'b').map(({ id }) => id)).toEqual(['a', 'b'])
  expect(turnoutOf(roll, new Set(['a']))).toEqual([{ voterClass: null, cast: 1, present: 2, entitled: 2 }])
  expect(contents(votesThatCount(roll, [yes('a', 'b'), no('b')], { isChangeable: false }))).toEqual(['a yes', 'b no'])
  expect(contents(votesThatCount(roll, [yes('a', 'b'), no('a')], { isChangeable: false }))).toEqual(['a no'])
})

test('a proxy lapses where its giver is present, its holder away or a stranger, or has enough of them', () => {
  const away = (person: string) => voter(person, { isPresent: false })
  const roll = rollOf(
    [away('a'), away('b'), away('c'), voter('d'), voter('h'), away('x'), away('y')],
    [
      { giver: 'a', holder: 'h' },
      { giver: 'b', holder: 'h' },
      { giver: 'c', holder: 'h' },
      { giver: 'd', holder: 'h' },
      { giver: 'x', holder: 'y' },
      { giver: 'y', holder: 'stranger' },
    ],
    persons,
  )
  expect(roll.seats.flatMap(({ id, proxy }) => (proxy ? [`${id} ${proxy}`] : []))).toEqual(['a h', 'b h'])
})

test('turnout is told by class, in votes', () => {
  const voters = [voter('a', { voterClass: 'P' }), voter('b', { voterClass: 'P' }), voter('c', { voterClass: 'O' })]
  const roll = rollOf(voters, [], { ...persons, weights: { b: 3 } })
  expect(turnoutOf(roll, new Set(['b', 'c']))).toEqual([
    { voterClass: null, cast: 4, present: 5, entitled: 5 },
    { voterClass: 'P', cast: 3, present: 4, entitled: 4 },
    { voterClass: 'O', cast: 1, present: 1, entitled: 1 },
  ])
  expect(() => rollOf(voters, [], { ...persons, weights: { a: 0 } })).toThrow(RangeError)
})

test('a vote is only secret where nobody can be told by weight or class', () => {
  const many = (count: number, given: Partial<Voter> = {}) =>
    Array.from({ length: count }, (_, at) => voter(`${given.voterClass ?? 'v'}${at}`, given))
  expect(maySecret(rollOf(many(5), [], persons))).toBe(true)
  expect(maySecret(rollOf(many(4), [], persons))).toBe(false)
  expect(maySecret(rollOf([...many(5, { voterClass: 'P' }), ...many(4, { voterClass: 'O' })], [], persons))).toBe(false)
  expect(maySecret(rollOf(many(5), [], { ...persons, weights: { v0: 2 } }))).toBe(false)
})
