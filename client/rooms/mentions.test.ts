import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Person } from '#shared/members/person.shape.ts'
import { mentionsIn } from '#shared/rooms/message.ts'
import { fittingPeople, fromMarkup, mentionQuery, nameToWrite, toMarkup } from './mentions.ts'

const person = (id: string, zh: string, en: string): Person => ({
  id,
  version: 1,
  name: { zh, en, authoritative: zh ? 'zh' : 'en' },
  title: { zh: '', en: '' },
  organisation: null,
  language: 'zh',
  timeZone: 'Asia/Shanghai',
  seats: ['delegate'],
  state: 'active',
  reason: '',
})

test('the longer of two names is meant where both fit', () => {
  const named = [
    { name: '李明', person: 'p1' },
    { name: '李明华', person: 'p2' },
  ]
  expect(toMarkup('请@李明华看一下，@李明也看', named)).toBe('请@[李明华](p2)看一下，@[李明](p1)也看')
})

test('a name is not found inside a longer Latin word, and nobody unnamed is mentioned', () => {
  expect(toMarkup('@Ann and @Anna', [{ name: 'Ann', person: 'p1' }])).toBe('@[Ann](p1) and @Anna')
  expect(toMarkup('mail a@b.example', [])).toBe('mail a@b.example')
})

test('editing brings the names back, and sending them again mentions the same people', () => {
  const names = fc.stringMatching(/^[\p{L}[\]\\ .]{1,20}$/u).filter((name) => name.trim() === name && name !== '')
  const pieces = fc.array(
    fc.oneof(fc.constantFrom('你好 ', ' and ', '，'), fc.tuple(names, fc.stringMatching(/^p[0-9]{1,3}$/))),
    {
      maxLength: 8,
    },
  )
  fc.assert(
    fc.property(pieces, (parts) => {
      const named = parts.filter((part) => typeof part !== 'string').map(([name, id]) => ({ name, person: id }))
      const text = parts
        .map((part) =>
          typeof part === 'string' ? part : toMarkup(`@${part[0]}`, [{ name: part[0], person: part[1] }]),
        )
        .join(' ')
      const { draft, named: found } = fromMarkup(text)
      expect(new Set(mentionsIn(toMarkup(draft, found)))).toEqual(new Set(named.map((one) => one.person)))
    }),
    {
      seed: 20260301,
      numRuns: 300,
      examples: [
        [[['a]b', 'p1']]],
        [
          [
            ['李明', 'p1'],
            ['李明', 'p2'],
          ],
        ],
      ],
    },
  )
})

test('a name is being written after an at sign, also right behind Chinese text, but not in an address', () => {
  expect(mentionQuery('请@李', 3)).toEqual({ from: 1, query: '李' })
  expect(mentionQuery('@', 1)).toEqual({ from: 0, query: '' })
  expect(mentionQuery('ask @wei about', 8)).toEqual({ from: 4, query: 'wei' })
  expect(mentionQuery('lan@exa', 7)).toBeNull()
  expect(mentionQuery('ask @wei about', 14)).toBeNull()
})

test('completion finds either language, names that begin so first, people of the room before others', () => {
  const lan = person('p1', '兰心', 'Lan Xin')
  const alan = person('p2', '', 'Alan Weir')
  const wei = person('p3', '魏兰', 'Wei Lan')
  const all = [alan, wei, lan].map((one) => ({ person: one, nearness: one === wei ? 1 : 0 }))
  expect(fittingPeople(all, 'lan').map(({ id }) => id)).toEqual(['p1', 'p3', 'p2'])
  expect(fittingPeople(all, '兰').map(({ id }) => id)).toEqual(['p1', 'p3'])
  expect(fittingPeople(all, 'zzz')).toEqual([])
  expect(fittingPeople(all, '', 2).map(({ id }) => id)[0]).toBe('p3')
})

test('two people of one name can both be named', () => {
  const [one, two] = [person('member-0001', '李明', ''), person('member-0002', '李明', '')]
  const named = [{ name: nameToWrite(one, 'zh', []), person: one.id }]
  expect(nameToWrite(two, 'zh', named)).toBe('李明#0002')
  const both = [...named, { name: '李明#0002', person: two.id }]
  expect(mentionsIn(toMarkup('@李明 @李明#0002', both))).toEqual([one.id, two.id])
})
