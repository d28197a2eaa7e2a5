import { afterEach, describe, expect, test } from 'vitest'
import { type HttpOnly, openHttp } from '#server/testing/httpOnly.ts'
import { visitor } from '#shared/platform/actor.ts'
import { asReply, Refusal } from '#shared/platform/refusal.ts'

let http: HttpOnly
const open = async (settings?: Record<string, string>) => {
  http = await openHttp(settings)
}
afterEach(() => http.close())
const signedIn = { cookie: 'session=lin' }

describe('a command over REST', () => {
  test('reaches dispatch with the fields of its http.address and body, the actor and the given key', async () => {
    await open()
    const response = await http.send(
      'POST',
      '/api/rooms/lounge-1/messages',
      { text: '你好' },
      { ...signedIn, 'idempotency-key': 'deed-0001' },
    )
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ ok: true, data: { seq: 7 } })
    expect(http.asked).toEqual([
      {
        road: 'dispatch',
        name: 'message.post',
        input: { room: 'lounge-1', text: '你好' },
        actor: { personId: 'lin' },
        cid: 'deed-0001',
        session: expect.any(String),
        requestId: response.headers.get('x-request-id'),
      },
    ])
  })

  test('gets a key of the server where it brings none, and acts as a visitor without a session', async () => {
    await open()
    await http.send('POST', '/api/rooms/r/join', {})
    expect(http.asked[0]).toMatchObject({
      name: 'room.join',
      actor: visitor,
      cid: expect.stringMatching(/^[\w-]{36}$/),
    })
  })

  test.each([
    ['malformed JSON', '{"text":', 400, 'invalid_input'],
    ['a list', '[]', 400, 'invalid_input'],
    ['a bare text', '"text"', 400, 'invalid_input'],
    ['more than 64 kB', JSON.stringify({ text: 'x'.repeat(66_000) }), 413, 'too_large'],
    ['another room than its address', { room: 'other', text: 'x' }, 400, 'invalid_input'],
    ['operators in place of its address', { room: { $ne: null }, text: 'x' }, 400, 'invalid_input'],
  ])('with %s is refused before dispatch', async (_, body, status, code) => {
    await open()
    const response = await http.send('POST', '/api/rooms/r/messages', body, signedIn)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ ok: false, error: { code } })
    expect(http.asked).toEqual([])
  })

  test('with an idempotency-key of another shape is refused', async () => {
    await open()
    const response = await http.send('POST', '/api/rooms/r/join', {}, { ...signedIn, 'idempotency-key': '{"$ne":1}' })
    expect(response.status).toBe(400)
    expect(http.asked).toEqual([])
  })

  test('hands __proto__ on as a plain name, so that the strict shape refuses it', async () => {
    await open()
    await http.send('POST', '/api/rooms/r/messages', '{"text":"x","__proto__":{"isAdmin":true}}', signedIn)
    const input = http.asked[0]?.input as object
    expect(Object.keys(input)).toContain('__proto__')
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined()
  })

  test.each([
    ['a foreign origin', { origin: 'http://evil.example' }],
    ['a null origin', { origin: 'null' }],
    ['a look-alike', { origin: 'http://127.0.0.1.evil.example' }],
  ])('from %s is refused and not dispatched', async (_, headers) => {
    await open()
    const response = await http.send('POST', '/api/rooms/r/join', {}, { ...signedIn, ...headers })
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ error: { key: 'platform.foreignOrigin' } })
    expect(http.asked).toEqual([])
  })

  test('with a cookie but no origin is refused, with a bearer token it is not', async () => {
    await open()
    const bare = (headers: Record<string, string>) =>
      fetch(`${http.address}/api/rooms/r/join`, { method: 'POST', headers: { 'sec-fetch-site': '', ...headers } })
    expect((await bare(signedIn)).status).toBe(403)
    expect((await bare({ authorization: 'Bearer abc', origin: 'http://evil.example' })).status).toBe(200)
    expect(http.asked).toHaveLength(1)
  })

  test('above the rate is refused with the time to wait', async () => {
    await open({ RATE_COMMANDS_PER_10S: '2' })
    for (let i = 0; i < 2; i++) await http.send('POST', '/api/rooms/r/join', {}, signedIn)
    const response = await http.send('POST', '/api/rooms/r/join', {}, signedIn)
    expect(response.status).toBe(429)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(http.asked).toHaveLength(2)
  })
})

describe('a query over REST', () => {
  test('reaches ask with its http.address and its query string', async () => {
    await open()
    await http.get('/api/rooms/lounge-1/messages?before=9&limit=20', signedIn)
    expect(http.asked).toEqual([
      {
        road: 'ask',
        name: 'messages.page',
        input: { room: 'lounge-1', before: '9', limit: '20' },
        actor: { personId: 'lin' },
        session: 'session:1',
        requestId: expect.stringMatching(/^[\w-]{8,}$/),
      },
    ])
  })

  test.each(['?text=a&text=b', '?room=other'])('refuses %s', async (query) => {
    await open()
    const response = await http.get(`/api/rooms/r/messages${query}`, signedIn)
    expect(response.status).toBe(400)
    expect(http.asked).toEqual([])
  })

  test('does not unfold operators in a query string', async () => {
    await open()
    await http.get('/api/people?text[$ne]=1', signedIn)
    expect(http.asked[0]?.input).toEqual({ 'text[$ne]': '1' })
  })

  test('refuses an http.address that cannot be decoded', async () => {
    await open()
    expect((await http.get('/api/rooms/%ff/messages', signedIn)).status).toBe(400)
  })
})

describe('a refusal over REST', () => {
  test.each([
    ['zh-CN,zh;q=0.9', '目前的状态下不能这样做。'],
    ['en-GB', 'This cannot be done in the present state.'],
    ['fr', '目前的状态下不能这样做。'],
  ])('says its sentence in %s', async (language, message) => {
    await open()
    http.reply = asReply(new Refusal('wrong_state', 'platform.wrongState'))
    const response = await http.send('POST', '/api/rooms/r/join', {}, { ...signedIn, 'accept-language': language })
    expect(response.status).toBe(409)
    expect(await response.json()).toEqual({
      ok: false,
      error: { code: 'wrong_state', key: 'platform.wrongState', details: {}, message },
    })
  })

  test('answers an unknown http.address and a wrong method as JSON', async () => {
    await open()
    const unknown = await http.get('/api/nowhere')
    expect([unknown.status, await unknown.json()]).toEqual([404, expect.objectContaining({ ok: false })])
    const wrong = await http.send('DELETE', '/api/rooms', {}, signedIn)
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET'])
    expect(http.asked).toEqual([])
  })
})
