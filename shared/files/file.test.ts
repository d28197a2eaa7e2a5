import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOnList, isShownInPlace, longestFileName, plainFileName, thumbnailEdge, thumbnailSize } from './file.ts'

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\lin\\报价单.xlsx', '报价单.xlsx'],
  ['..', 'file'],
  ['', 'file'],
  ['a/', 'file'],
  ['photo\u202egpj.exe', 'photogpj.exe'],
  ['line\r\nbreak.txt', 'linebreak.txt'],
  [' 灯具 目录（2026）.pdf ', '灯具 目录（2026）.pdf'],
])('the name %j becomes %j', (given, plain) => {
  expect(plainFileName(given)).toBe(plain)
})

test('whatever the name, what is left has no folder, no trick, an ending and a length that fits', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400, unit: 'binary' }), (stem) => {
      const name = plainFileName(`${stem}.pdf`)
      expect(name).not.toMatch(/[/\\\p{Cc}\u202a-\u202e]/u)
      expect(name.length).toBeGreaterThan(0)
      expect(name.length).toBeLessThanOrEqual(longestFileName)
      expect(name.isWellFormed()).toBe(true)
      expect(name.endsWith('pdf')).toBe(true)
    }),
  )
})

test('nothing that could run is shown in place', () => {
  for (const type of ['image/svg+xml', 'text/html', 'application/pdf', 'application/xml', 'text/plain']) {
    expect(isShownInPlace(type)).toBe(false)
  }
  expect(isShownInPlace('image/png') && isShownInPlace('audio/mpeg')).toBe(true)
})

test('a list names types one by one or by their family', () => {
  expect(isOnList('audio/mpeg', ['image/png', 'audio/*'])).toBe(true)
  expect(isOnList('audiobook/x', ['audio/*'])).toBe(false)
  expect(isOnList('image/svg+xml', ['image/png'])).toBe(false)
})

test('a thumbnail keeps the shape, fits, and is never larger than the picture', () => {
  expect(thumbnailSize({ width: 4000, height: 3000 })).toEqual({ width: thumbnailEdge, height: 480 })
  expect(thumbnailSize({ width: 16, height: 9 })).toEqual({ width: 16, height: 9 })
  expect(thumbnailSize({ width: 20_000, height: 3 })).toEqual({ width: thumbnailEdge, height: 1 })
})
