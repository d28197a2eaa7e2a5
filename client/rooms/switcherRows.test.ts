import { expect, test } from 'vitest'
import { fittingRows, type SwitcherRow } from './switcherRows.ts'

const row = (id: string, names: string[], part: Partial<SwitcherRow> = {}): SwitcherRow => ({
  kind: 'room',
  id,
  to: `/${id}`,
  label: names[0]!,
  names,
  unread: 0,
  ...part,
})
const rows = [
  row('hall', ['圆桌', 'Round Table']),
  row('light', ['光与健康', 'Light and Health'], { unread: 3 }),
  row('lan', ['兰心', 'Lan Xin'], { kind: 'person' }),
  row('people', ['成员', 'People'], { kind: 'page' }),
]
const ids = (text: string, recent: string[] = [], most = 10) =>
  fittingRows(rows, { text, recent, most }).map(({ id }) => id)

test('names are found in either language, by any part, those that begin so first', () => {
  expect(ids('圆')).toEqual(['hall'])
  expect(ids('TABLE')).toEqual(['hall'])
  expect(ids('l')).toEqual(['light', 'lan', 'hall', 'people'])
  expect(ids('ｌａｎ')).toEqual(['lan'])
  expect(ids('nowhere')).toEqual([])
})

test('with nothing written, unread rooms come first, then where one went lately, then the other rooms', () => {
  expect(ids('')).toEqual(['light', 'hall'])
  expect(ids('', ['people', 'lan'])).toEqual(['light', 'people', 'lan', 'hall'])
  expect(ids('', ['people', 'lan'], 2)).toEqual(['light', 'people'])
})

test('of names that fit alike, where one went lately comes first', () => {
  expect(ids('l', ['lan'])).toEqual(['lan', 'light', 'hall', 'people'])
})

test('commands come after places, are found in either language, and are not crowded out', () => {
  const many = Array.from({ length: 20 }, (_, place) => row(`r${place}`, [`设施 ${place}`, `Set-up ${place}`]))
  const commands = [
    row('status', ['设置状态', 'Set a status'], { kind: 'command' }),
    row('dark', ['外观 深色', 'Appearance Dark'], { kind: 'command' }),
  ]
  const found = (text: string) => fittingRows([...commands, ...many], { text, recent: [], most: 3 }).map(({ id }) => id)
  expect(found('set')).toEqual(['r0', 'r1', 'r2', 'status'])
  expect(found('深色')).toEqual(['dark'])
  expect(found('dark')).toEqual(['dark'])
  expect(found('')).toEqual(['r0', 'r1', 'r2', 'status', 'dark'])
})
