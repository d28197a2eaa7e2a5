import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type App, startApp } from '#server/app.ts'
import { readConfig } from '#server/platform/config.ts'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { connectMember, expectLiveEqualsFresh, type Member } from '#server/testing/member.ts'
import { type TestApp, testEnvironment } from '#server/testing/testApp.ts'

const attacks = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[click](javascript:alert(1))',
  '[click](data:text/html;base64,PHNjcmlwdD4=)',
  '<svg/onload=alert(1)>',
  '"><iframe srcdoc="<script>alert(1)</script>">',
  'https://a.example/"onmouseover="alert(1)',
  '\u202egnp.exe',
  '</script><!--',
  '__NONCE__',
]

let app: App & Pick<TestApp, 'url'>
let folder: string
let author: Member
let reader: Member
let room: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chandelier-test-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><style nonce="__NONCE__"></style><p>hall</p>')
  const config = readConfig({ ...testEnvironment, DATA_DIR: join(folder, 'data') })
  const started = await startApp(config, { log: pino({ level: 'silent' }), clientFolder: folder })
  app = { ...started, url: `http://127.0.0.1:${started.port}` }
  await buildCluster(app)
  const [one, two] = await buildPeople(app, [{ seats: ['secretariat', 'chair'] }, {}])
  room = await buildLounge(app, { chair: one!, members: [two!] })
  author = await connectMember(app, one!)
  reader = await connectMember(app, two!)
  await reader.enter(room)
})
afterAll(async () => {
  for (const member of [author, reader]) member.leave()
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

const get = (path: string, accept = 'application/json') =>
  fetch(`${app.url}${path}`, { headers: { authorization: `Bearer ${author.token}`, accept } })

test('messages and names that look like markup are kept as written and served as JSON alone', async () => {
  const { seq: last } = await Promise.all(attacks.map((text) => author.send('message.post', { room, text }))).then(
    (answers) => answers.at(-1)!,
  )
  await reader.heard(room, last)
  const heard = reader.rooms
    .get(room)!
    .transcript.flatMap(({ changes }) => changes.map(({ item }) => item as never as { text: string }))
  expect(heard.map(({ text }) => text)).toEqual(attacks)
  await expectLiveEqualsFresh(app as never, reader, room)
  for (const markup of attacks) {
    const name = { zh: markup, en: markup, authoritative: 'zh' as const }
    const profile = { name, title: { zh: markup, en: '' }, language: 'zh' as const, timeZone: 'Asia/Shanghai' }
    await author.send('person.describe', { person: author.person, profile })
    const { people } = await reader.ask('people.search', { text: markup })
    expect(people.map(({ name }) => name)).toEqual([name])
  }
  for (const path of [
    `/api/rooms/${room}/messages`,
    `/api/rooms/${room}/log`,
    '/api/rooms',
    '/api/people',
    '/api/me',
  ]) {
    for (const accept of ['application/json', 'text/html']) {
      const response = await get(path, accept)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(response.headers.get('cache-control')).toBe('no-store')
    }
  }
})

test('an address that holds markup is answered without it', async () => {
  for (const markup of attacks) {
    const path = encodeURIComponent(markup)
    for (const address of [`/api/${path}`, `/api/rooms/${path}/messages`, `/api/people?${path}=1`, `/${path}`]) {
      const response = await get(address, 'text/html')
      const body = await response.text()
      if (markup !== '__NONCE__') expect(body).not.toContain(markup)
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    }
  }
})

test('every page forbids scripts, styles and frames that are not its own, with a nonce that is never the same', async () => {
  const nonces = new Set<string>()
  for (const path of ['/', '/rooms/some-room', '/people', '/api/docs', '/sign-in?next=javascript:alert(1)']) {
    const response = await get(path, 'text/html')
    const policy = response.headers.get('content-security-policy') ?? ''
    const directives = new Map(policy.split(';').map((line) => [line.trim().split(' ')[0]!, line.trim()]))
    for (const name of ['default-src', 'script-src', 'object-src', 'base-uri', 'frame-ancestors', 'form-action']) {
      expect({ path, name, isSet: directives.has(name) }).toEqual({ path, name, isSet: true })
    }
    expect(directives.get('script-src')).not.toMatch(/unsafe|data:|blob:|https?:|\*/)
    expect(directives.get('default-src')).toBe("default-src 'self'")
    expect(directives.get('object-src')).toBe("object-src 'none'")
    expect(directives.get('base-uri')).toBe("base-uri 'none'")
    expect(directives.get('frame-ancestors')).toBe("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe-eval')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    for (const [, nonce] of policy.matchAll(/'nonce-([^']+)'/g)) nonces.add(`${path} ${nonce}`)
  }
  const [first, second] = [await get('/', 'text/html'), await get('/', 'text/html')]
  expect(first.headers.get('content-security-policy')).not.toBe(second.headers.get('content-security-policy'))
  expect(nonces.size).toBeGreaterThan(0)
})
