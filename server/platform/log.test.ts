import { describe, expect, test } from 'vitest'
import { createLog, requestIdOf } from './log.ts'

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let lines = ''
  const destination = {
    write(line: string) {
      lines += line
    },
  }
  write(createLog({ logLevel: 'info', isProduction: true }, destination))
  return lines
}

describe('the log', () => {
  test('hides what is secret or was said in a room, at each depth', () => {
    const lines = logged((log) => {
      log.info({ password: 'pearl-1', req: { headers: { cookie: 'pearl-2', authorization: 'Bearer pearl-3' } } }, 'a')
      log.info({ res: { headers: { 'set-cookie': 'pearl-4' } }, message: { text: 'pearl-5' } }, 'b')
      log.info({ input: { anything: 'pearl-6' }, token: 'pearl-7', mail: { to: 'pearl-8', text: 'pearl-9' } }, 'c')
    })
    expect(lines).not.toContain('pearl')
    expect(lines.match(/\[hidden\]/g)).toHaveLength(9)
  })

  test('tells of a duplicate without its values', () => {
    const message =
      'E11000 duplicate key error collection: hub.users index: email_1 dup key: { email: "pearl@a.example" }'
    const lines = logged((log) => log.error({ err: Object.assign(new Error(message), { code: 11_000 }) }, 'failed'))
    expect(lines).not.toContain('pearl')
    expect(JSON.parse(lines)).toMatchObject({ err: { code: 11_000, message: expect.stringContaining('email_1') } })
  })
})

describe('requestIdOf', () => {
  test('takes over a sane id', () => {
    expect(requestIdOf({ headers: { 'x-request-id': 'edge-00112233' } })).toBe('edge-00112233')
  })

  test.each(['', 'short', 'line\nbreak-line', 'x'.repeat(65), '<script>alert</script>'])(
    'makes one for %j',
    (given) => {
      expect(requestIdOf({ headers: { 'x-request-id': given } })).toMatch(/^[\da-f-]{36}$/)
    },
  )
})
