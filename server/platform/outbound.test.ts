import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { isOutboundUrl, isReachable, postOutbound } from './outbound.ts'

const lookups = vi.hoisted(() => ({ answers: null as { address: string; family: number }[][] | null, asked: 0 }))
vi.mock('node:dns', async (original) => {
  const dns = await original<typeof import('node:dns')>()
  return {
    ...dns,
    lookup: (name: string, options: object, done: (error: Error | null, found: unknown) => void) => {
      const answer = lookups.answers?.[Math.min(lookups.asked++, lookups.answers.length - 1)]
      if (answer) done(null, answer)
      else dns.lookup(name, options, done as never)
    },
  }
})

let server: Server | null = null
afterEach(() => {
  server?.close()
  server?.closeAllConnections()
  server = null
  lookups.answers = null
  lookups.asked = 0
})

async function serve(answer: Parameters<typeof createServer>[1]): Promise<number> {
  server = createServer(answer as never).listen(0, '127.0.0.1')
  await new Promise((resolve) => server!.once('listening', resolve))
  return (server.address() as AddressInfo).port
}
const post = (url: string, mayLoop = true) => postOutbound({ mayLoop }, { url, headers: {}, body: 'x' })

describe('an inner address is refused', () => {
  test.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    '2001:0:53aa:64c:0:0:0:1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'ff02::1',
    'not an address',
  ])('%s', (address) => expect(isReachable(address, false)).toBe(false))

  test.each(['8.8.8.8', '172.32.0.1', '192.167.255.255', '2606:4700::1111', '240e::1'])('but not %s', (address) =>
    expect(isReachable(address, false)).toBe(true),
  )

  test('whatever way it is written in a URL', () => {
    const ways = [
      'https://127.0.0.1/',
      'https://2130706433/',
      'https://0x7f.1/',
      'https://127.1/',
      'https://0177.0.0.1/',
      'https://[::1]/',
      'https://[::ffff:127.0.0.1]/',
      'https://[::ffff:7f00:1]/',
      'https://user:pw@robot.example/',
      'http://robot.example/',
      'file:///etc/passwd',
      'gopher://robot.example/',
      '//robot.example',
    ]
    expect(ways.filter((url) => isOutboundUrl(url, false))).toEqual([])
    expect(isOutboundUrl('https://robot.example/hook?key=1', false)).toBe(true)
  })
})

describe('a name', () => {
  test('that leads to an inner address is refused as the connection is made, also if one of several does', async () => {
    for (const addresses of [['10.0.0.7'], ['8.8.8.8', '169.254.169.254'], ['::ffff:10.0.0.1']]) {
      lookups.asked = 0
      lookups.answers = [addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))]
      await expect(post('https://robot.example/', false)).rejects.toMatchObject({ fault: 'address' })
    }
  })

  test('that means another address when it is asked again is asked only once', async () => {
    const port = await serve((_request, response) => response.end('inside'))
    lookups.answers = [[{ address: '192.0.2.1', family: 4 }], [{ address: '127.0.0.1', family: 4 }]]
    await expect(post(`http://rebind.example:${port}/`)).rejects.toMatchObject({ fault: 'address' })
    expect(lookups.asked).toBe(1)
  })

  test('of this machine is refused where no test allows it', async () => {
    const port = await serve((_request, response) => response.end('inside'))
    await expect(post(`https://localhost:${port}/`, false)).rejects.toMatchObject({ fault: 'address' })
  })
})

test('a redirect is not followed, and what is sent arrives', async () => {
  const got: string[] = []
  const port = await serve((request, response) => {
    request.on('data', (chunk) => got.push(`${request.method} ${request.url} ${chunk}`))
    request.on('end', () => response.writeHead(302, { location: '/elsewhere' }).end('moved'))
  })
  expect(await post(`http://127.0.0.1:${port}/hook`)).toEqual({ status: 302, text: 'moved' })
  expect(got).toEqual(['POST /hook x'])
})

test('an endless answer is read no further than 64 kB', async () => {
  const port = await serve((_request, response) => {
    const more = () => {
      if (response.destroyed) return
      response.write('y'.repeat(16_384))
      setImmediate(more)
    }
    more()
  })
  expect((await post(`http://127.0.0.1:${port}/`)).text).toHaveLength(65_536)
})

test('where nobody listens the fault is the connection', async () => {
  const port = await serve(() => {})
  server!.close()
  await expect(post(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ fault: 'connection' })
})
