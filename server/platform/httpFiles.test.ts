import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { connectMember } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { askForFile, uploadFile } from '#server/testing/uploads.ts'

let app: TestApp
let ask: (headers?: Record<string, string>) => Promise<Response>
let address: string
let token: string
const bytes = Buffer.from(randomBytes(400_000).toString('hex'))

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  const [one] = await buildPeople(app, [{}])
  const room = await buildLounge(app, { members: [one!] })
  const member = await connectMember(app, one!)
  const file = await uploadFile(app, member, { room, name: 'sound.txt', bytes })
  token = member.token
  address = `${app.url}/api/files/${file.id}`
  ask = (headers) => askForFile({ url: app.url, token }, file.id, headers)
})
afterAll(() => app.stop())

test.each([
  ['bytes=0-9', 0, 9],
  ['bytes=261110-261130', 261_110, 261_130],
  ['bytes=799990-', 799_990, 799_999],
  ['bytes=-5', 799_995, 799_999],
  ['bytes=799998-9999999', 799_998, 799_999],
])('%s gives that part', async (range, start, end) => {
  const part = await ask({ range })
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes ${start}-${end}/800000`])
  expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(start, end + 1))).toBe(true)
})

test('a range beyond the end says how long the file is', async () => {
  const { status, headers } = await ask({ range: 'bytes=800000-' })
  expect([status, headers.get('content-range')]).toEqual([416, 'bytes */800000'])
})

test.each(['bytes=0-1,5-6', 'lines=1-2', 'bytes=x', 'bytes=5-1,'])('%s gives the whole', async (range) => {
  const whole = await ask({ range })
  expect([200, 416]).toContain(whole.status)
  if (whole.status === 200) expect((await whole.arrayBuffer()).byteLength).toBe(800_000)
})

test('what a browser has it need not fetch again, but it has to ask', async () => {
  const first = await ask()
  const etag = first.headers.get('etag')!
  expect(first.headers.get('cache-control')).toBe('private, no-cache')
  // As a browser asks that has a copy; `fetch` alone would ask for a new one whatever comes.
  const asBrowser = { 'cache-control': 'max-age=0' }
  expect((await ask({ ...asBrowser, 'if-none-match': etag })).status).toBe(304)
  expect((await ask({ ...asBrowser, 'if-none-match': '"other"' })).status).toBe(200)
  expect((await ask({ range: 'bytes=0-1', 'if-range': etag })).status).toBe(206)
  expect((await ask({ range: 'bytes=0-1', 'if-range': '"other"' })).status).toBe(200)
})

test('its head comes without its bytes', async () => {
  const { status, headers } = await fetch(address, { method: 'HEAD', headers: { authorization: `Bearer ${token}` } })
  expect([status, headers.get('content-length'), headers.get('accept-ranges')]).toEqual([200, '800000', 'bytes'])
})

test('who is not signed in is told so, in words', async () => {
  const response = await fetch(address, { headers: { 'accept-language': 'zh' } })
  expect(response.status).toBe(401)
  expect(await response.json()).toMatchObject({ error: { message: '请先登录。' } })
})
