import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Emoji } from '#shared/platform/emoji.shape.ts'
import { MessageText } from './message.shape.ts'
import { calledAnew, longestMessage, mentionOf, mentionsIn } from './message.ts'

test('a mention is found again whatever the name', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }),
      fc.stringMatching(/^[\w.-]{1,40}$/),
      (name, id) => {
        expect(mentionsIn(`hello ${mentionOf(name, id)}, welcome`)).toEqual([id])
      },
    ),
  )
})

test('whoever is called otherwise by now is called so in a text, all others as it was written', () => {
  const text = `${mentionOf('Lin [old]', 'p1')} and ${mentionOf('Bo', 'p2')} and p1`
  const now = calledAnew(text, (id) => (id === 'p1' ? '前成员]' : null))
  expect(now).toBe(`${mentionOf('前成员]', 'p1')} and ${mentionOf('Bo', 'p2')} and p1`)
  expect(mentionsIn(now)).toEqual(['p1', 'p2'])
})

test('people named twice count once, and at most fifty count', () => {
  expect(mentionsIn('@[A](p1) and @[A](p1) and @[B](p2)')).toEqual(['p1', 'p2'])
  const crowd = Array.from({ length: 80 }, (_, index) => mentionOf('A', `p${index}`)).join(' ')
  expect(mentionsIn(crowd)).toHaveLength(50)
})

test('a hostile text is searched for mentions in a straight line', () => {
  expect(mentionsIn(`@[${'\\'.repeat(9000)}`)).toEqual([])
  expect(mentionsIn('@['.repeat(5000))).toEqual([])
})

test.each(['👍', '❤️', '👩🏽‍💻', '🇨🇳', '1️⃣', '🏴', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'])('%s is an emoji', (emoji) => {
  expect(Emoji.safeParse(emoji).success).toBe(true)
})
test.each(['', 'a', '1', '<b>', '好', '👍'.repeat(40), '👍👎', '\u{e0067}\u{e007f}', '#'])('%s is none', (text) => {
  expect(Emoji.safeParse(text).success).toBe(false)
})

test('a message is neither empty nor too long nor broken, and keeps its spaces', () => {
  expect(MessageText.parse('  a\n')).toBe('  a\n')
  for (const bad of ['', ' \n ', 'x'.repeat(longestMessage + 1), '\ud800']) {
    expect(MessageText.safeParse(bad).success).toBe(false)
  }
})
