import { describe, expect, test } from 'vitest'
import { seatsAtHandover } from './office.ts'
import type { Person } from './person.shape.ts'

const holder = (id: string, seats: Person['seats'], state: Person['state'] = 'active') => ({ id, seats, state })
const chair = (...people: string[]) => ({ seat: 'chair' as const, people, isByElection: false })
const vice = (...people: string[]) => ({ seat: 'viceChair' as const, people, isByElection: false })

describe('a handover', () => {
  test('gives the seat to who was elected and takes it back from who was not', () => {
    const roll = [holder('old', ['chair', 'expert']), holder('new', ['delegate']), holder('other', ['delegate'])]
    expect(seatsAtHandover(roll, [chair('new')])).toEqual([
      { person: 'old', seats: ['expert'], isElected: false },
      { person: 'new', seats: ['delegate', 'chair'], isElected: true },
    ])
  })

  test('leaves nobody without a seat', () => {
    expect(seatsAtHandover([holder('old', ['chair'])], [chair()])).toEqual([
      { person: 'old', seats: ['delegate'], isElected: false },
    ])
  })

  test('changes nothing for who is elected again, nor when it is done twice', () => {
    const roll = [holder('again', ['chair', 'delegate']), holder('deputy', ['viceChair'])]
    expect(seatsAtHandover(roll, [chair('again'), vice('deputy')])).toEqual([])
  })

  test('makes a vice-chair who becomes chair a vice-chair no more', () => {
    const roll = [holder('one', ['viceChair']), holder('two', ['delegate'])]
    expect(seatsAtHandover(roll, [chair('one'), vice('two')])).toEqual([
      { person: 'one', seats: ['chair'], isElected: true },
      { person: 'two', seats: ['delegate', 'viceChair'], isElected: true },
    ])
  })

  test('that fills a vacancy leaves the others their seats', () => {
    const roll = [holder('one', ['viceChair']), holder('two', ['delegate'])]
    expect(seatsAtHandover(roll, [{ ...vice('two'), isByElection: true }])).toEqual([
      { person: 'two', seats: ['delegate', 'viceChair'], isElected: true },
    ])
  })

  test('gives nothing to who has left the cluster', () => {
    expect(seatsAtHandover([holder('gone', [], 'former')], [chair('gone')])).toEqual([])
  })
})
