import { expect, test } from 'vitest'
import { hookRequest } from './hookFormats.ts'

const post = {
  url: 'https://robot.example/hook',
  secret: '',
  delivery: 'hook-1',
  language: 'en' as const,
  facts: [{ event: 'message.posted', seq: 1, at: 0, person: { id: 'lin', name: 'Lin' }, message: 'm', text: 'a lamp' }],
  now: 0,
}
const room = { id: 'hall', title: 'Hall' }

test.each(['wecom', 'dingtalk', 'feishu', 'json'] as const)(
  '%s leads to the room where the hub knows its own address',
  (format) => {
    const address = 'https://hub.example/rooms/hall'
    expect(hookRequest({ ...post, format, room: { ...room, address } }).body).toContain(address)
    const { body } = hookRequest({ ...post, format, room })
    expect(body).toContain('a lamp')
    expect(body).not.toMatch(/undefined|null|\]\(/)
  },
)
