import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type HttpOnly, openHttp } from '#server/testing/httpOnly.ts'

let clientFolder = ''
beforeAll(async () => {
  clientFolder = await mkdtemp(join(tmpdir(), 'chandelier-http-'))
  await mkdir(join(clientFolder, 'assets'))
  await mkdir(join(clientFolder, '.vite'))
  await writeFile(join(clientFolder, 'index.html'), '<meta content="__NONCE__"><p>the page')
  await writeFile(join(clientFolder, 'assets', 'main-abc.js'), 'let a = 1;'.repeat(500))
  await writeFile(join(clientFolder, '.vite', 'manifest.json'), '{}')
  await writeFile(join(clientFolder, 'verify.html'), '<script>checks</script>')
})
afterAll(() => rm(clientFolder, { recursive: true }))

let http: HttpOnly
const open = async (settings?: Record<string, string>) => {
  http = await openHttp(settings, clientFolder)
}
afterEach(() => http.close())

describe('pages', () => {
  test('carry a nonce of their own that the policy names, and no other style or script', async () => {
    await open()
    const [first, second] = await Promise.all([
      http.get('/rooms/a', { accept: 'text/html' }),
      http.get('/', { accept: '*/*' }),
    ])
    const nonces = await Promise.all(
      [first, second].map(async (response) => {
        const nonce = /content="([^"]{20,})"/.exec(await response.text())![1]!
        expect(response.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`)
        return nonce
      }),
    )
    expect(nonces[0]).not.toBe(nonces[1])
    const policy = first.headers.get('content-security-policy')!
    expect(policy).not.toMatch(/unsafe|upgrade-insecure-requests|\*/)
    expect(policy).toContain(`script-src 'self';`)
    expect(policy).toContain(`frame-ancestors 'none'`)
    expect(policy).toContain(`ws://${new URL(http.address).host}`)
    expect(first.headers.get('x-frame-options')).toBe('SAMEORIGIN')
    expect(first.headers.get('strict-transport-security')).toBeNull()
  })

  test('hand the page that checks votes out to be taken away, since no script may stand within a page here', async () => {
    await open()
    const response = await http.get('/verify.html', { accept: 'text/html' })
    expect(await response.text()).toBe('<script>checks</script>')
    expect(response.headers.get('content-disposition')).toBe('attachment; filename=chandelier-verify.html')
  })

  test('insist on TLS where the hub is published over it', async () => {
    await open({ PUBLIC_URL: 'https://hub.example' })
    const { headers } = await http.get('/', { accept: 'text/html' })
    expect(headers.get('strict-transport-security')).toContain('max-age')
    expect(headers.get('content-security-policy')).toContain('wss://hub.example')
  })

  test('serve hashed files packed and for ever, and nothing outside the build', async () => {
    await open()
    const asset = await fetch(`${http.address}/assets/main-abc.js`, { headers: { 'accept-encoding': 'br' } })
    expect(await asset.text()).toBe('let a = 1;'.repeat(500))
    expect(asset.headers.get('content-encoding')).toBe('br')
    expect(Number(asset.headers.get('content-length'))).toBeLessThan(500)
    expect(asset.headers.get('cache-control')).toContain('immutable')
    const again = await http.get('/assets/main-abc.js', {
      'if-none-match': asset.headers.get('etag')!,
      'cache-control': 'max-age=0',
    })
    expect(again.status).toBe(304)
    for (const path of ['/assets/other.js', '/.vite/manifest.json', '/assets/..%2f..%2fpackage.json']) {
      expect((await http.get(path)).status, path).toBe(404)
    }
  })

  test('cannot be led out of the folder by a raw path', async () => {
    await open()
    const answer = await rawGet('/assets/../../../../../../etc/passwd')
    expect(answer).toMatch(/^HTTP\/1.1 (404|200)/)
    expect(answer).not.toContain('root:')
  })
})

describe('beside the contract', () => {
  test('the auth library answers below /api/auth, but not to other sites', async () => {
    await open()
    expect(await (await http.send('POST', '/api/auth/sign-in/email', {})).text()).toBe('auth')
    const foreign = await http.send('POST', '/api/auth/sign-in/email', {}, { origin: 'http://evil.example' })
    expect(foreign.status).toBe(403)
  })

  test('pictures are served by name', async () => {
    await open()
    const known = await http.get('/api/cluster/logo/known')
    expect([known.headers.get('content-type'), await known.text()]).toEqual(['image/png', 'png'])
    expect((await http.get('/api/cluster/logo/other')).status).toBe(404)
  })

  test('the API describes itself', async () => {
    await open()
    expect(await (await http.get('/api/openapi.json')).json()).toMatchObject({ openapi: '3.1.0' })
    expect(await (await http.get('/api/docs')).text()).toContain('swagger-ui-bundle.js')
    expect((await http.get('/api/docs/swagger-ui-bundle.js')).status).toBe(200)
    expect((await http.get('/api/docs/package.json')).status).toBe(404)
  })

  test('/readyz says no while the store is silent or the hub stops, /healthz still says yes', async () => {
    await open()
    expect((await http.get('/readyz')).status).toBe(200)
    http.isStoreUp = false
    expect((await http.get('/readyz')).status).toBe(503)
    http.isStoreUp = true
    http.isStopping = true
    expect((await http.get('/readyz')).status).toBe(503)
    expect((await http.get('/healthz')).status).toBe(200)
  })

  test('/metrics is for this machine, or for the holder of the token', async () => {
    await open()
    expect(await (await http.get('/metrics')).text()).toContain('chandelier_commands_total')
    expect((await http.get('/metrics', { 'x-forwarded-for': '127.0.0.1' })).status).toBe(404)
    await http.close()
    await open({ METRICS_TOKEN: 'a-token-for-prometheus' })
    expect((await http.get('/metrics')).status).toBe(404)
    expect((await http.get('/metrics', { authorization: 'Bearer a-token-for-prometheus' })).status).toBe(200)
  })

  test('the http.log tells of requests without queries, cookies or invitations', async () => {
    await open()
    await http.get('/api/people?text=pearl-1', { cookie: 'a=pearl-2', authorization: 'Bearer pearl-3' })
    await http.get('/api/invitations/pearl-4', { 'x-request-id': 'of-the-proxy-1' })
    expect(http.log).toContain('"path":"/api/people"')
    expect(http.log).toContain('"requestId":"of-the-proxy-1","method":"GET","path":"/api/invitations/[hidden]"')
    expect(http.log).not.toContain('pearl')
  })
})

/** As fetch would not send it: the path unresolved. */
function rawGet(path: string): Promise<string> {
  const { hostname, port } = new URL(http.address)
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(port), hostname, () =>
      socket.write(`GET ${path} HTTP/1.1\r\nhost: ${hostname}\r\nconnection: close\r\n\r\n`),
    )
    socket.on('data', (piece) => {
      answer += piece.toString()
    })
    socket.on('end', () => resolve(answer)).on('error', reject)
  })
}
