import { connect } from 'node:net'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildAccount, openBrowser } from '#server/testing/browser.ts'
import { buildCluster, buildLounge, buildPeople, buildToken } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { askForFile, buildPicture, sendPiece, uploadFile } from '#server/testing/uploads.ts'

let app: TestApp
let room: string
let author: Member

beforeAll(async () => {
  app = await startTestApp({ env: { PICTURE_MAX_MEGAPIXELS: '4' } })
  await buildCluster(app)
  const [one] = await buildPeople(app, [{}])
  room = await buildLounge(app, { members: [one!] })
  author = await connectMember(app, one!)
})
afterAll(() => app.stop())

const asker = () => ({ url: app.url, token: author.token })
const upload = (name: string, bytes: Buffer) => uploadFile(app, author, { room, name, bytes })
const offer = (size = 10) => author.send('upload.offer', { room, name: 'a.txt', size })
const keptNames = async () => {
  const names: string[] = []
  for await (const { name } of app.hub.files.list()) names.push(name)
  return names
}

describe('what a browser could run', () => {
  const script = '<script>alert(document.cookie)</script>'
  test.each([
    ['drawing.svg', `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">${script}</svg>`],
    ['drawing.svg', `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`],
    ['picture.png', `<!doctype html><html>${script}</html>`],
    ['page.xhtml', `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">${script}</html>`],
    ['report.pdf', `%PDF-1.7\n${script}\n%%EOF`],
  ])('%s is handed over to be saved, never shown', async (name, content) => {
    const file = await upload(name, Buffer.from(content))
    expect(file.width).toBeNull()
    const { headers } = await askForFile(asker(), file.id)
    expect(headers.get('content-disposition')).toMatch(/^attachment;/)
    expect(headers.get('content-type')).toBe('application/octet-stream')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect((await askForFile(asker(), `${file.id}/thumbnail`)).status).toBe(404)
  })

  test('a picture shown in place has no say either', async () => {
    const { headers } = await askForFile(asker(), (await upload('a.png', await buildPicture())).id)
    expect(headers.get('content-disposition')).toMatch(/^inline;/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(headers.get('cache-control')).toBe('private, no-cache')
  })
})

describe('files that are two things at once', () => {
  test('a picture with a script or an archive behind it is only the picture', async () => {
    const behind = Buffer.from(`PK\x03\x04 evil.exe <script>alert(1)</script>`)
    for (const format of ['png', 'jpeg'] as const) {
      const file = await upload(`a.${format}`, Buffer.concat([await buildPicture(50, 50, format), behind]))
      const kept = Buffer.from(await (await askForFile(asker(), file.id)).arrayBuffer())
      expect(kept.includes('script')).toBe(false)
      expect(kept.includes('evil')).toBe(false)
    }
  })

  test('a script that begins like a picture is refused', async () => {
    const half = Buffer.from('GIF89a/*\x00\x00*/=1;alert(document.domain)', 'latin1')
    await expect(upload('a.gif', half)).rejects.toMatchObject({ key: 'files.unreadable' })
  })
})

describe('bombs', () => {
  test('a picture of few bytes and many pixels is refused before it is decoded', async () => {
    const large = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: 'white' } })
      .png({ compressionLevel: 9 })
      .toBuffer()
    await expect(upload('white.png', large)).rejects.toMatchObject({ key: 'files.tooManyPixels' })
  })

  test('a picture of many frames counts them all', async () => {
    const frame = (blue: number) =>
      sharp({ create: { width: 1000, height: 1000, channels: 3, background: { r: 0, g: 0, b: blue } } })
        .png()
        .toBuffer()
    const frames = await Promise.all([0, 50, 100, 150, 200].map(frame))
    const film = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    await expect(upload('film.gif', film)).rejects.toMatchObject({ key: 'files.tooManyPixels' })
  })

  test('an archive is not unpacked, whatever it would come to', async () => {
    const packed = deflateSync(Buffer.alloc(50_000_000))
    const name = Buffer.from('word/document.xml')
    const head = Buffer.alloc(30)
    head.write('PK\x03\x04', 'latin1')
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(packed.length, 18)
    head.writeUInt32LE(50_000_000, 22)
    head.writeUInt16LE(name.length, 26)
    const file = await upload('bomb.docx', Buffer.concat([head, name, packed]))
    expect(file.size).toBe(head.length + name.length + packed.length)
  })
})

describe('names and addresses', () => {
  test.each([
    ['../../../etc/passwd', 'passwd'],
    ['..\\..\\windows\\win.ini', 'win.ini'],
    ['a"; filename="b.exe', 'a"; filename="b.exe'],
    ['x\r\nset-cookie: a=b', 'xset-cookie: a=b'],
    ['报价 2026（终稿）.txt', '报价 2026（终稿）.txt'],
  ])('the name %j leads nowhere and breaks no header', async (given, kept) => {
    const file = await upload(given, Buffer.from('words'))
    expect(file.name).toBe(kept)
    const { headers } = await askForFile(asker(), file.id)
    const disposition = headers.get('content-disposition')!
    const encoded = /filename\*=UTF-8''(\S+)/.exec(disposition)?.[1]
    const plain = /filename="?((?:[^"\\]|\\.)*)"?/.exec(disposition)?.[1]?.replace(/\\(.)/g, '$1')
    expect(encoded ? decodeURIComponent(encoded) : plain).toBe(kept)
    expect(headers.get('set-cookie')).toBeNull()
  })

  test.each(['..%2F..%2Fetc%2Fpasswd', '%2e%2e', '.', '%00', 'a%2Fb', '[object%20Object]', '$where'])(
    'the address %s is nobody’s file',
    async (path) => {
      expect((await askForFile(asker(), path)).status).toBeGreaterThanOrEqual(400)
      expect((await askForFile(asker(), `${path}/thumbnail`)).status).toBeGreaterThanOrEqual(400)
    },
  )
})

describe('requests that lie', () => {
  test.each(['-1', '1e3', 'NaN', '', '0x10', '99999999999999', '5'])('the offset %j is refused', async (offset) => {
    const { upload: id } = await offer()
    const response = await fetch(`${app.url}/api/uploads/${id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${author.token}`, 'upload-offset': offset },
      body: 'bytes',
    })
    expect([400, 409]).toContain(response.status)
    expect(await author.ask('upload.find', { upload: id })).toMatchObject({ received: 0 })
  })

  test('a piece over the limit, or packed, is refused', async () => {
    const { upload: id } = await offer(3_000_000)
    const large = await sendPiece(asker(), id, 0, Buffer.alloc(1_048_577))
    expect(large).toMatchObject({ ok: false, error: { code: 'too_large' } })
    const packed = await fetch(`${app.url}/api/uploads/${id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${author.token}`, 'upload-offset': '0', 'content-encoding': 'deflate' },
      body: deflateSync(Buffer.alloc(3_000_000)),
    })
    expect(packed.status).toBe(400)
    expect(await author.ask('upload.find', { upload: id })).toMatchObject({ received: 0 })
  })

  test('a piece that breaks off is not there, and what follows fits', async () => {
    const { upload: id } = await offer(10)
    const before = await keptNames()
    const socket = connect(app.port, '127.0.0.1')
    await new Promise((resolve) => socket.once('connect', resolve))
    const head = [
      `PATCH /api/uploads/${id} HTTP/1.1`,
      'host: hub',
      `authorization: Bearer ${author.token}`,
      'upload-offset: 0',
      'content-length: 10',
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\nhalf`)
    await new Promise((resolve) => setTimeout(resolve, 200))
    socket.destroy()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await author.ask('upload.find', { upload: id })).toMatchObject({ received: 0 })
    expect(await keptNames()).toEqual(before)
    expect(await sendPiece(asker(), id, 0, Buffer.from('0123456789'))).toMatchObject({
      ok: true,
      data: { received: 10, file: { size: 10 } },
    })
  })

  test('another site cannot make a browser send bytes', async () => {
    const email = await buildAccount(app, author.person)
    const browser = openBrowser(app)
    await browser.signIn(email)
    const cookie = Array.from(browser.cookies, ([name, value]) => `${name}=${value}`).join('; ')
    const { upload: id } = await offer(5)
    const send = (headers: Record<string, string>) =>
      fetch(`${app.url}/api/uploads/${id}`, {
        method: 'PATCH',
        headers: { cookie, 'upload-offset': '0', ...headers },
        body: 'bytes',
      })
    expect((await send({ origin: 'https://evil.example' })).status).toBe(403)
    expect((await send({ origin: 'null' })).status).toBe(403)
    expect((await send({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await send({ origin: app.url })).status).toBe(200)
  })

  test('a token reaches as far as its scopes', async () => {
    const [reading, writing] = await Promise.all([
      buildToken(app, author.person, ['read']),
      buildToken(app, author.person, ['write']),
    ])
    const file = await upload('a.txt', Buffer.from('words'))
    const scope = { ok: false, error: { key: 'platform.tokenScope' } }
    const { upload: id } = await offer(5)
    expect(await sendPiece({ url: app.url, token: reading }, id, 0, Buffer.from('bytes'))).toMatchObject(scope)
    expect((await askForFile({ url: app.url, token: writing }, file.id)).status).toBe(403)
    expect((await askForFile({ url: app.url, token: reading }, file.id)).status).toBe(200)
  })
})
