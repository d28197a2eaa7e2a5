import { describe, expect, test } from 'vitest'
import { isForeignRequest, isOwnOrigin } from './origin.ts'

const anywhere = { publicUrl: null }
const published = { publicUrl: 'https://hub.example' }

describe('isOwnOrigin', () => {
  test.each([
    ['http://hub.example:3000', 'hub.example:3000', anywhere, 'own'],
    ['http://hub.example', 'hub.example:80', anywhere, 'own'],
    ['https://hub.example', 'hub.example', anywhere, 'own'],
    ['http://[::1]:3000', '[::1]:3000', anywhere, 'own'],
    ['https://hub.example', '10.0.0.7:3000', published, 'own'],
    [undefined, 'hub.example', anywhere, 'absent'],
    ['', 'hub.example', anywhere, 'absent'],
    ['null', 'hub.example', anywhere, 'foreign'],
    ['http://hub.example:3001', 'hub.example:3000', anywhere, 'foreign'],
    ['http://hub.example.evil.example', 'hub.example', anywhere, 'foreign'],
    ['http://evilhub.example', 'hub.example', anywhere, 'foreign'],
    ['http://hub.example@evil.example', 'hub.example', anywhere, 'foreign'],
    ['http://hub.example/', 'hub.example', anywhere, 'foreign'],
    ['http://evil.example#hub.example', 'hub.example', anywhere, 'foreign'],
    ['file://hub.example', 'hub.example', anywhere, 'foreign'],
    ['http://hub.example, http://hub.example', 'hub.example', anywhere, 'foreign'],
    ['http://undefined', undefined, { publicUrl: 'http://hub.example' }, 'foreign'],
    ['http://hub.example', 'hub.example', published, 'foreign'],
    ['https://10.0.0.7:3000', '10.0.0.7:3000', published, 'foreign'],
  ] as const)('%s at %s is %s', (origin, host, config, verdict) => {
    expect(isOwnOrigin(origin, host, config)).toBe(verdict)
  })

  test('is foreign where the request names no host', () => {
    expect(isOwnOrigin('http://hub.example', undefined, anywhere)).toBe('foreign')
    expect(isOwnOrigin('http://undefined', undefined, anywhere)).toBe('foreign')
  })
})

describe('isForeignRequest', () => {
  const host = 'hub.example'
  test.each([
    ['own origin with a cookie', { host, origin: 'http://hub.example', cookie: 'a=b' }, false],
    ['foreign origin with a cookie', { host, origin: 'http://evil.example', cookie: 'a=b' }, true],
    ['foreign origin without a cookie, which would sign somebody in', { host, origin: 'http://evil.example' }, true],
    ['a form of a sandboxed frame', { host, origin: 'null', cookie: 'a=b' }, true],
    ['no origin, cookie', { host, cookie: 'a=b' }, true],
    ['no origin, cookie, same site by the browser', { host, cookie: 'a=b', 'sec-fetch-site': 'same-origin' }, false],
    ['no origin, cookie, sister site', { host, cookie: 'a=b', 'sec-fetch-site': 'same-site' }, true],
    ['no origin, cross site by the browser', { host, 'sec-fetch-site': 'cross-site' }, true],
    ['a program without cookie', { host }, false],
    ['a bearer token from anywhere', { host, origin: 'http://evil.example', authorization: 'Bearer x' }, false],
  ] as const)('%s', (_, headers, isForeign) => {
    expect(isForeignRequest({ headers }, anywhere)).toBe(isForeign)
  })
})
