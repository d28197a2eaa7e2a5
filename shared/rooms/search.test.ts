import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asksForNothing, parseSearch } from './search.ts'

test('words, phrases and operators are told apart, in either language and with either quotation marks', () => {
  expect(
    parseSearch('吸顶灯 "colour rendering" from:兰心 from:"Lan Xin" after:2026-3-1 before:2026/04/01 has:file'),
  ).toEqual({
    phrases: [
      { text: '吸顶灯', isQuoted: false },
      { text: 'colour rendering', isQuoted: true },
    ],
    isOpenEnded: true,
    from: ['兰心', 'Lan Xin'],
    after: '2026-03-01',
    before: '2026-04-01',
    hasFile: true,
    problems: [],
  })
  expect(parseSearch('“显色 指数” 作者：兰心 自：2026年3月1日 早于:2026-04-01 含：文件 ')).toMatchObject({
    phrases: [{ text: '显色 指数', isQuoted: true }],
    isOpenEnded: false,
    from: ['兰心'],
    after: '2026-03-01',
    before: '2026-04-01',
    hasFile: true,
  })
})

test('what is no day and no kind of thing is said, and an unknown operator is a word', () => {
  expect(parseSearch('after:yesterday has:gold').problems).toEqual([
    'rooms.search.noSuchDay',
    'rooms.search.noSuchThing',
  ])
  expect(parseSearch('https://a.example re:light').phrases.map(({ text }) => text)).toEqual([
    'https://a.example',
    're:light',
  ])
})

test('an open quotation mark, and nothing at all, are no trouble', () => {
  expect(parseSearch('"half a phr').phrases).toEqual([{ text: 'half a phr', isQuoted: true }])
  for (const nothing of ['', '   ', '""', 'from:', '“ ”']) expect(asksForNothing(parseSearch(nothing))).toBe(true)
})

test('any line can be read', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (line) => void parseSearch(line)))
})
