import { afterEach, expect, test } from 'vitest'
import { type HttpOnly, openHttp } from '#server/testing/httpOnly.ts'
import { Refusal } from '#shared/platform/refusal.ts'

let http: HttpOnly
afterEach(() => http.close())

test('what is taken without a name is told its body alone, whatever the request brings, and leaves no line', async () => {
  http = await openHttp()
  http.said = () => ({ receipt: 'r' })
  const brings = {
    cookie: 'better-auth.session_token=abc',
    authorization: 'Bearer abc',
    origin: 'https://elsewhere.example',
    'x-request-id': 'of-this-person-1',
    'x-forwarded-for': '192.0.2.7',
  }
  const response = await http.send('POST', '/api/anonymous', { says: 'yes' }, brings)
  expect(await response.json()).toEqual({ ok: true, data: { receipt: 'r' } })
  expect(response.headers.get('x-request-id')).toBeNull()
  expect(response.headers.get('set-cookie')).toBeNull()
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(http.received).toEqual([{ says: 'yes' }])
  http.said = () => {
    throw new Refusal('unavailable', 'platform.unavailable', { retryAfterMs: 400 })
  }
  const refused = await http.send('POST', '/api/anonymous', {}, brings)
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1'])
  expect(http.log).toBe('')
})

test('a fault of the hub is logged, and nothing of the request with it', async () => {
  http = await openHttp()
  http.said = () => {
    throw new Error('broken within')
  }
  const response = await http.send(
    'POST',
    '/api/anonymous',
    { says: 'never-in-a-log' },
    { 'x-request-id': 'of-them-1' },
  )
  expect(response.status).toBe(500)
  expect(http.log).toContain('broken within')
  expect(http.log).not.toMatch(/never-in-a-log|of-them-1|127\.0\.0\.1|anonymous"/)
})

test('no address is counted', async () => {
  http = await openHttp({ RATE_QUERIES_PER_10S: '1' })
  const replies = await Promise.all(Array.from({ length: 60 }, () => http.send('POST', '/api/anonymous', {})))
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]))
})

test.each([
  ['more than 16 kB', JSON.stringify({ text: 'x'.repeat(17_000) }), 413],
  ['what is no JSON', '{"says":', 400],
])('%s is refused before it is handed on, without a line', async (_, body, status) => {
  http = await openHttp()
  const response = await http.send('POST', '/api/anonymous', body)
  expect(response.status).toBe(status)
  expect([http.received, http.log]).toEqual([[], ''])
})

test('while the hub shuts down nothing is taken', async () => {
  http = await openHttp()
  http.isStopping = true
  expect((await http.send('POST', '/api/anonymous', {})).status).toBe(503)
  expect(http.received).toEqual([])
})
