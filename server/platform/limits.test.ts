import { describe, expect, test } from 'vitest'
import { Refusal } from '#shared/platform/refusal.ts'
import { addressKey, createLimits } from './limits.ts'

const rates = {
  commandsPer10s: 3,
  queriesPer10s: 0,
  connectionsPerMinute: 2,
  signInsPerAccount: 2,
  signInsPerAddress: 100,
}

describe('limits', () => {
  test('let as many through as the rate allows and refuse the next with the time to wait', async () => {
    const limits = createLimits({ rates })
    for (let i = 0; i < 3; i++) await limits.consume('command', 'session:a')
    const refusal = await limits.consume('command', 'session:a').catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Refusal)
    expect(refusal).toMatchObject({ code: 'too_many_requests', key: 'platform.tooManyRequests' })
    const { retryAfterMs } = (refusal as Refusal).details
    expect(retryAfterMs).toBeGreaterThan(0)
    expect(retryAfterMs).toBeLessThanOrEqual(10_000)
  })

  test('count each key and each kind apart', async () => {
    const limits = createLimits({ rates })
    for (let i = 0; i < 3; i++) await limits.consume('command', 'session:a')
    await expect(limits.consume('command', 'session:b')).resolves.toBeUndefined()
    await expect(limits.consume('connection', 'session:a')).resolves.toBeUndefined()
  })

  test('count without end where the rate is 0', async () => {
    const limits = createLimits({ rates })
    for (let i = 0; i < 1000; i++) await limits.consume('query', 'session:a')
    await expect(limits.consume('query', 'session:a')).resolves.toBeUndefined()
  })

  test('forget a key, so that somebody who signed in at last is not locked out', async () => {
    const limits = createLimits({ rates })
    for (let i = 0; i < 2; i++) await limits.consume('signInToAccount', 'lin@hub.example')
    await limits.forget('signInToAccount', 'lin@hub.example')
    await expect(limits.consume('signInToAccount', 'lin@hub.example')).resolves.toBeUndefined()
  })
})

describe('addressKey', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002:ffff::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    [undefined, 'unknown'],
  ])('%s is counted as %s', (address, key) => {
    expect(addressKey(address)).toBe(key)
  })
})
