import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromBuffer } from 'yauzl'
import { type Browser, buildAccount, openBrowser } from '#server/testing/browser.ts'
import { buildCluster, buildLounge, buildPerson, buildToken } from '#server/testing/factories.ts'
import { connectMember } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import { uploadFile } from '#server/testing/uploads.ts'
import { nameInZip } from './ownPage.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
})
afterAll(() => app.stop())

async function somebody(name: string) {
  const person = await buildPerson(app, { name })
  const email = await buildAccount(app, person)
  const browser = openBrowser(app)
  await browser.signIn(email)
  return { person, email, browser }
}

/** The texts in a ZIP by their names. */
async function unzipped(bytes: Buffer): Promise<Record<string, string>> {
  const texts: Record<string, string> = {}
  await new Promise<void>((done, fail) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return fail(error)
      zip.on('entry', (entry: { fileName: string }) => {
        zip.openReadStream(entry as never, async (broken, stream) => {
          if (broken) return fail(broken)
          const chunks: Buffer[] = []
          for await (const chunk of stream) chunks.push(chunk as Buffer)
          texts[entry.fileName] = Buffer.concat(chunks).toString()
          zip.readEntry()
        })
      })
      zip.on('end', done)
      zip.readEntry()
    })
  })
  return texts
}
const exported = async (browser: Browser) => {
  const response = await browser.fetch('GET', '/account/export')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="?chandelier-[\d-]+\.zip"?$/)
  expect(response.headers.get('cache-control')).toContain('no-store')
  return unzipped(Buffer.from(await response.arrayBuffer()))
}

test('one’s own data comes as a ZIP for programs and for people, and holds nobody else’s, nor any secret', async () => {
  const [one, other] = [await somebody('苏晴'), await somebody('邻人')]
  const room = await buildLounge(app, { members: [one.person, other.person] })
  const left = await buildLounge(app, {
    members: [one.person],
    access: 'invitation',
    title: { zh: '不再可见的会场', en: '', authoritative: 'zh' },
  })
  for (let n = 0; n < 205; n++) await one.browser.send('message.post', { room, text: `mine ${n}` })
  const hostile = await one.browser.send('message.post', { room, text: '<script>alert("x")</script> & \'quoted\'' })
  const gone = await one.browser.send('message.post', { room, text: 'taken back' })
  await one.browser.send('message.delete', { room, message: gone.message })
  const theirs = await other.browser.send('message.post', { room, text: 'not mine at all' })
  await one.browser.send('reaction.set', { room, message: theirs.message, emoji: '💡', isOn: true })
  await one.browser.send('message.post', { room: left, text: 'said before I was asked to go' })
  await one.browser.send('room.leave', { room: left })
  const token = await buildToken(app, one.person)
  await app.hub.rooms.applied(room, (await app.hub.rooms.view(room))!.head.seq)

  const zip = await exported(one.browser)
  expect(Object.keys(zip).sort()).toEqual([
    'account.json',
    'held.json',
    'index.html',
    'messages.json',
    'reactions.json',
    'reports.json',
    'votes.json',
  ])
  const messages = JSON.parse(zip['messages.json']!) as { id: string; room: string; text: string }[]
  expect(messages).toHaveLength(207)
  expect(messages.find(({ room: where }) => where === left)).toMatchObject({ title: null })
  expect(messages.some(({ id }) => id === hostile.message)).toBe(true)
  expect(JSON.parse(zip['reactions.json']!)).toEqual([{ room, message: theirs.message, emoji: '💡' }])
  expect(JSON.parse(zip['account.json']!)).toMatchObject({ email: one.email, tokens: [{ label: 'test' }] })
  expect(zip['index.html']).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;quoted&#39;')
  expect(zip['index.html']).not.toContain('<script')
  const all = Object.values(zip).join('\n')
  const cookie = decodeURIComponent(one.browser.cookies.get('chandelier.session_token')!).split('.')[0]!
  for (const secret of ['not mine at all', 'taken back', '邻人', other.email, '不再可见', token, cookie]) {
    expect(all).not.toContain(secret)
  }
  // What is being made while others write is whole all the same.
  const again = await Promise.all([exported(one.browser), exported(other.browser)])
  expect(again[1]['messages.json']).not.toContain('mine 1')
})

test('a name with half a character left of it, and bytes that go away meanwhile, harm nobody but at most their own export', async () => {
  const one = await somebody('半字')
  const member = await connectMember(app, one.person)
  const room = await buildLounge(app, { members: [one.person] })
  const name = `a${'😀'.repeat(60)}.webp`
  const file = await uploadFile(app, member, { room, name, bytes: Buffer.from('two lamps') })
  await member.send('message.post', { room, text: '', files: [file.id] })
  await app.hub.rooms.applied(room, (await app.hub.rooms.view(room))!.head.seq)
  const zip = await exported(one.browser)
  const [inside] = Object.keys(zip).filter((path) => path.startsWith('files/'))
  expect(zip[inside!]).toBe('two lamps')
  expect(zip['index.html']).toContain(encodeURI(inside!))

  const { read } = app.hub.files
  const vanishing = () =>
    new Readable({
      read() {
        this.destroy(new Error('gone meanwhile'))
      },
    })
  app.hub.files.read = async () => vanishing()
  try {
    const cut = await one.browser.fetch('GET', '/account/export')
    await expect(cut.arrayBuffer()).rejects.toThrow()
    app.hub.files.read = () => Promise.reject(new Error('no disk'))
    const none = await one.browser.fetch('GET', '/account/export')
    await expect(none.arrayBuffer()).rejects.toThrow()
  } finally {
    app.hub.files.read = read
  }
  expect(Object.keys(await exported(one.browser))).toContain(inside)
})

test('is for whoever is signed in, with the right to read, and not without end', async () => {
  expect((await openBrowser(app).fetch('GET', '/account/export')).status).toBe(401)
  const one = await somebody('频频')
  const writer = openBrowser(app, { authorization: `Bearer ${await buildToken(app, one.person, ['write'])}` })
  expect((await writer.fetch('GET', '/account/export')).status).toBe(403)
  const statuses = []
  for (let n = 0; n < 7; n++) {
    const response = await one.browser.fetch('GET', '/account/export')
    await response.arrayBuffer()
    statuses.push(response.status)
  }
  expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429])
})

test.each(['../../etc/passwd', '..\\..\\boot.ini', 'C:\\x', 'a\u0000b', 'x'.repeat(500), '年度报告.pdf'])(
  'a file called %j is unpacked into its folder',
  (name) => {
    const inside = nameInZip({ id: 'f1', name })
    expect(inside).toMatch(/^files\/f1-[^\\/:]+$/)
    expect(inside).not.toContain('..')
    expect(inside.length).toBeLessThan(140)
  },
)

test('it holds what waits backstage, what one reported, whom one blocked and how one wants to be told', async () => {
  const chair = await buildPerson(app, { name: '主席', seats: ['chair'] })
  const [one, other] = [await somebody('林一'), await somebody('邻人二')]
  const lead = await connectMember(app, chair)
  const title = { zh: '交流厅', en: '', authoritative: 'zh' as const }
  const rest = { topic: { zh: '', en: '' }, access: 'open' as const, seats: [], isDefault: false }
  const { room } = await lead.send('lounge.open', { title, ...rest })
  const behind = `${room}.backstage`
  await until(() => app.running.rooms.peek(behind)?.find('room', behind) != null)
  await lead.send('words.change', { room: behind, add: ['返点'], drop: [], reason: 'as agreed' })
  await until(async () => (await app.hub.rooms.view(room))?.find('room', room)?.isScreened === true)
  lead.leave()
  for (const { browser } of [one, other]) await browser.send('room.join', { room })
  const theirs = await other.browser.send('message.post', { room, text: '他人的话' })
  await other.browser.send('message.post', { room, text: '他人的返点' })
  await one.browser.send('message.post', { room, text: '有多少返点？' })
  await one.browser.send('message.report', { room, message: theirs.message, reason: '不合公约' })
  await one.browser.send('block.set', { person: other.person, isOn: true })
  await until(async () => (await one.browser.ask('room.standing', { room })).reviews.length === 1)
  const zip = await exported(one.browser)
  expect(JSON.parse(zip['held.json']!)).toMatchObject([{ room, text: '有多少返点？', state: 'waiting' }])
  expect(JSON.parse(zip['reports.json']!)).toEqual([{ room, message: theirs.message, isClosed: false }])
  expect(JSON.parse(zip['account.json']!)).toMatchObject({
    blocked: [other.person],
    notices: { mail: expect.anything() },
  })
  expect(Object.values(zip).join('')).not.toMatch(/他人的/)
})
