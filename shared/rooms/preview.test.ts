import { expect, test } from 'vitest'
import { hasMarkup, lineOf, previewOf } from './preview.ts'

test.each([
  ['**显色指数** 不低于 _90_', '显色指数 不低于 90'],
  ['请@[李明](p1)看', '请@李明看'],
  ['# Title\n\n- one\n- two', 'Title one two'],
  ['see [the report](https://a.example/x) and `code`', 'see the report and code'],
  ['> quoted\n```js\nlet a = 1\n```', 'quoted let a = 1'],
  ['snake_case_name * 2', 'snake_case_name * 2'],
])('%j reads as %j', (text, line) => expect(previewOf(text)).toBe(line))

test('a long text is cut between characters, and quickly', () => {
  const line = previewOf('🏮'.repeat(5000), 10)
  expect(line).toBe(`${'🏮'.repeat(10)}…`)
  expect(previewOf('*_'.repeat(5000)).length).toBeLessThanOrEqual(141)
})

test('a message without words reads as the names of its files, markdown or not', () => {
  const file = (name: string) => ({ id: name, name, type: '', size: 1, width: null, height: null, seconds: null })
  expect(lineOf({ text: ' ', files: [file('吊灯_a_.png'), file('b.pdf')] })).toBe('吊灯_a_.png · b.pdf')
  expect(lineOf({ text: '**see**', files: [file('b.pdf')] })).toBe('see')
  expect(lineOf({ text: '' })).toBe('')
})

test.each([
  '**b**',
  '- one',
  '1. one',
  '# t',
  'https://a.example',
  'www.a.example',
  'a@b.example',
  '    code',
  'a\n===',
  '> q',
  '&amp;',
  '@[n](p)',
])('%j is for the markdown renderer', (text) => expect(hasMarkup(text)).toBe(true))
test.each(['灯光很好。', 'Fine, thank you!', 'one\n\ntwo', '3 - 2 + 1 = 2', '50% (about)'])('%j is plain', (text) =>
  expect(hasMarkup(text)).toBe(false),
)
