import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseSearch } from '#shared/rooms/search.ts'
import { phrasesOf, stretchesOf, wordsOfPhrases } from './searchMatch.ts'
import { readable, snippetOf } from './snippet.ts'
import { wordsOf } from './words.ts'

describe('the words of a text', () => {
  test('are characters and their pairs in Chinese, and whole words with their beginning elsewhere', () => {
    expect(wordsOf('吸顶灯')).toEqual(['吸', '顶', '吸顶', '灯', '顶灯'])
    expect(wordsOf('Lamp 9')).toEqual(['lamp', 'lam*', '9'])
    expect(wordsOf('LED灯')).toEqual(['led', 'led*', '灯'])
  })

  test('are the same for wide, compatible and capital letters, and keep traditional from simplified', () => {
    expect(wordsOf('ＬＥＤ ﬁx ㎡')).toEqual(wordsOf('led fix m2'))
    expect(wordsOf('燈')).not.toEqual(wordsOf('灯'))
    expect(wordsOf('caf\u00e9')).toEqual(wordsOf('cafe\u0301'))
  })

  test('are the same every time, and no text breaks them or makes them endless', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(wordsOf(text)).toEqual(wordsOf(text))
      }),
    )
    const hostile = Array.from({ length: 10_000 }, (_, place) =>
      String.fromCodePoint(0x4e00 + ((place * 7919) % 20_000)),
    )
    expect(wordsOf(hostile.join(''))).toHaveLength(6000)
  })
})

/** The hits in a text, in brackets; undefined where it does not match. */
function lit(text: string, line: string): string | undefined {
  const hits = stretchesOf(text, phrasesOf(parseSearch(line)))
  return hits
    ?.toReversed()
    .reduce((all, [from, to]) => `${all.slice(0, from)}[${all.slice(from, to)}]${all.slice(to)}`, text)
}

describe('a text is found', () => {
  test.each([
    ['这盏吸顶灯的显色指数不错', '吸顶灯 显色', '这盏[吸顶灯]的[显色]指数不错'],
    ['灯具的能效', '灯具能效', null],
    ['Ceiling lamps, and a lamp', 'lamp', 'Ceiling [lamp]s, and a [lamp]'],
    ['Ceiling lamps, and a lamp', 'lamp ', 'Ceiling lamps, and a [lamp]'],
    ['Ceiling lamps', '"lamp"', null],
    ['the colour rendering index', '"colour rendering"', 'the [colour rendering] index'],
    ['rendering of colour', '"colour rendering"', null],
    ['ISO 20671-1 and GB/T 4754', '20671-1 gb/t', 'ISO [20671-1] and [GB/T] 4754'],
    ['ISO 20671-2', '20671-1', null],
    ['一盏LED 灯', 'led灯', '一盏[LED 灯]'],
    ['ＬＥＤ是㎡的', 'led M2', '[ＬＥＤ]是[㎡]的'],
    ['e\u0301clat', 'éclat', '[e\u0301clat]'],
    ['灯灯灯', '灯', '[灯][灯][灯]'],
    ['anything', '!!! ???', 'anything'],
    ['İstanbul lamp', 'lamp', 'İstanbul [lamp]'],
  ])('%s by %s: %s', (text, line, expected) => {
    expect(lit(text, line)?.replaceAll('][', '') ?? null).toEqual(expected?.replaceAll('][', '') ?? null)
  })

  test('whatever stands in it, by any stretch of a run of it, with all the words that the index needs', () => {
    const letters = fc.string({
      unit: fc.constantFrom('灯', '具', '展', '会', 'a', 'b', 'é', ' ', '，', '1', 'Ｌ', '𠮷'),
      maxLength: 40,
    })
    fc.assert(
      fc.property(letters, fc.nat(40), fc.integer({ min: 1, max: 8 }), (text, from, length) => {
        const line = `"${Array.from(text)
          .slice(from, from + length)
          .join('')}"`
        const phrases = phrasesOf(parseSearch(line))
        if (phrases.length === 0 || stretchesOf(text, phrases) === null) return
        const words = new Set(wordsOf(text))
        expect(wordsOfPhrases(phrases).filter((word) => !words.has(word))).toEqual([])
      }),
    )
  })
})

test('a message is searched as it is read: names and link texts, but neither ids nor addresses behind words', () => {
  const text = '@[Lan \\[Xin\\]](p12) see **the** *good* [guide](https://hidden.example/x)\n\n`code`'
  expect(readable(text)).toBe('@Lan [Xin] see the good guide code')
})

test('a snippet shows what is around the first hit, and never half a character', () => {
  const text = `${'𠮷'.repeat(100)}吸顶灯${'灯'.repeat(300)}`
  const segments = snippetOf(text, [[200, 203]])
  expect(segments.map(({ isHit }) => isHit)).toEqual([false, false, true, false, false])
  expect(segments[2]).toEqual({ text: '吸顶灯', isHit: true })
  for (const segment of segments) expect(segment.text.isWellFormed()).toBe(true)
  const words = `${'before it '.repeat(20)}lamp`
  expect(snippetOf(words, [[200, 204]])[1]!.text).toMatch(/^(before|it) /)
  expect(snippetOf('short', [])).toEqual([{ text: 'short', isHit: false }])
})

test('ten thousand characters are read and matched in a straight line, whatever they are', () => {
  for (const unit of ['[', '@[', '(a+)+$', '**', '`', '灯', 'a ', '![', '\\', '[a](']) {
    const text = readable(unit.repeat(10_000 / unit.length))
    stretchesOf(text, phrasesOf(parseSearch('灯 "a a" lamp')))
    expect(wordsOf(text).length).toBeLessThan(6001)
  }
})
