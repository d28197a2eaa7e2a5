import { expect, test } from 'vitest'
import { listedWordsIn, listForm } from './wordList.ts'

const list = ['返点', 'price list', 'ass', 'LED灯', '¥'].map(listForm)

test.each([
  ['Chinese anywhere', '这里有返点吗', ['返点']],
  ['Chinese with blanks and signs strewn in', '返 . 点', ['返点']],
  ['Chinese with an unseen mark in it', '返\u200b点', ['返点']],
  ['full width and capitals', 'the ＰＲＩＣＥ  List!', ['price list']],
  ['mixed scripts', '买led灯', ['led灯']],
  ['a sign alone', '只要 ¥99', ['¥']],
  ['accents that hide it', 'príce list', ['price list']],
  ['nothing within another word', 'a class of passengers', []],
  ['nothing in who is named by id', '@[Lan](ass) hello', []],
  ['who is named by a listed word', '@[返点](p1)', ['返点']],
  ['nothing where nothing is', '你好', []],
])('finds %s', (_, text, found) => {
  expect(listedWordsIn(text, list)).toEqual(found)
})

test('a long text without spaces is no burden, and neither is half a character', () => {
  expect(listedWordsIn('返'.repeat(10_000), list)).toEqual([])
  expect(listedWordsIn('\ud800 返点', list)).toEqual(['返点'])
})
