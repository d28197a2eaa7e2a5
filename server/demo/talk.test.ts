import { expect, test } from 'vitest'
import { commands } from '#shared/contract.ts'
import { Emoji } from '#shared/platform/emoji.shape.ts'
import { MessageText } from '#shared/rooms/message.shape.ts'
import { demoSeats, emailOf, firms, people, type Who } from './cast.ts'
import { foundedDaysAgo, lounges } from './lounges.ts'

const lines = Object.values(lounges).flatMap(({ talks }) => talks.flat())
const roundTable = lounges.roundTable.talks.flat()
const isWho = (name: string): name is Who => Object.hasOwn(people, name)

test('the main lounge has more than two hundred messages and each fate that a message can have', () => {
  expect(roundTable.length).toBeGreaterThan(200)
  for (const fate of ['answers', 'reactions', 'edited', 'deleted', 'redacted'] as const) {
    expect(
      roundTable.some((line) => line[fate] !== undefined),
      fate,
    ).toBe(true)
  }
  expect(roundTable.some(({ text }) => /@\w/.test(text))).toBe(true)
})

test('every line is a message that the hub accepts, from and to people of the cast', () => {
  for (const { text, edited = text, reactions = {} } of lines) {
    expect(MessageText.safeParse(text).success, text).toBe(true)
    expect(MessageText.safeParse(edited).success, edited).toBe(true)
    for (const [emoji, who] of Object.entries(reactions)) {
      expect(Emoji.safeParse(emoji).success, emoji).toBe(true)
      expect(new Set(who).size).toBe(who.length)
    }
    for (const [, name = ''] of text.matchAll(/@(\w+)/g)) expect(isWho(name), name).toBe(true)
  }
})

test('an answer never points before the first line of its talk, nor at a line that is gone', () => {
  for (const talk of Object.values(lounges).flatMap(({ talks }) => talks)) {
    for (const [place, { answers, text }] of talk.entries()) {
      if (answers === undefined) continue
      const target = talk[place - answers]
      expect(target, text).toBeDefined()
      expect(target?.deleted ?? target?.redacted, text).toBeUndefined()
    }
  }
})

test('only people with a seat in a lounge speak or react there', () => {
  for (const { talks, access, seats, invited = [] } of Object.values(lounges)) {
    for (const { by, reactions = {}, text } of talks.flat()) {
      for (const who of [by, ...Object.values(reactions).flat()]) {
        const { seats: held } = people[who] as { seats: string[] }
        const isPresiding = held.some((seat) => ['secretariat', 'chair', 'viceChair'].includes(seat))
        const isIn =
          access === 'open' ||
          isPresiding ||
          (access === 'bySeat' ? held.some((seat) => (seats as string[]).includes(seat)) : invited.includes(who))
        expect(isIn, `${who}: ${text}`).toBe(true)
      }
    }
  }
})

test('nobody spoke before the cluster was founded', () => {
  for (const { days } of Object.values(lounges)) expect(days[0]).toBeLessThan(foundedDaysAgo)
})

test('the cast is accepted by the contract: firms, people, addresses', () => {
  for (const firm of Object.values(firms)) expect(commands['organisation.add'].input.safeParse(firm).success).toBe(true)
  expect(Object.keys(firms)).toHaveLength(15)
  const emails = Object.keys(people).map((who) => emailOf(who as Who))
  expect(new Set(emails).size).toBe(40)
  for (const email of emails) expect(email).toMatch(/^[a-z]+@[a-z]+\.example$/)
  expect(Object.values(people).filter(({ seats }) => seats[0] === 'expert')).toHaveLength(10)
})

test('the sign-in page offers every kind of seat in both languages', () => {
  const offered = demoSeats.map((who) => people[who])
  expect(new Set(offered.flatMap(({ seats }) => seats))).toEqual(
    new Set(['secretariat', 'chair', 'delegate', 'expert', 'observer']),
  )
  expect(new Set(offered.map(({ language }) => language))).toEqual(new Set(['zh', 'en']))
})
