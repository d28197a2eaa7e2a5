import { expect, test } from 'vitest'
import { causeOf, causes, reasonIn } from './causes.ts'

test('each reader is told in their language alone, values filled in', () => {
  const failed = { reason: '', cause: causeOf('rooms.hookFailed', { tries: 10 }) }
  expect(reasonIn(failed, 'zh')).toBe('连续 10 次发送失败')
  expect(reasonIn(failed, 'en')).toBe('Failed 10 times in a row')
  for (const { zh, en } of Object.values(causes)) {
    expect(zh).toMatch(/\p{Script=Han}/u)
    expect(zh).not.toMatch(/[a-z] [a-z]/i)
    expect(en).not.toMatch(/\p{Script=Han}/u)
  }
})

test("a person's words stay as they are, and so does what the hub wrote before it had causes", () => {
  const before = '作者已注销账户 / its author has left'
  expect(reasonIn({ reason: before }, 'en')).toBe(before)
  expect(reasonIn({ reason: 'off topic', cause: null }, 'zh')).toBe('off topic')
  expect(reasonIn({ reason: '', cause: { key: 'rooms.ofALaterVersion' } }, 'en')).toBe('')
})
