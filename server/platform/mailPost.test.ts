import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type EmbeddedMongo, startEmbeddedMongo } from '#server/embedded-mongo/start.ts'
import { ConfigError } from './config.ts'
import { mails } from './mail.model.ts'
import { createMail } from './mailPost.ts'
import { ensureIndexes, openStore, type Store } from './store.ts'

const letter = { key: 'k1', to: 'zhou@firm.example', subject: '您的席位 / Your seat', text: '一封信\nA letter' }

let folder = ''
let mongo: EmbeddedMongo
let store: Store
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chandelier-mail-'))
  mongo = await startEmbeddedMongo({ dataFolder: folder })
  store = await openStore(mongo.uri)
  await ensureIndexes(store, [mails as never])
})
afterEach(async () => {
  await store.connection.close()
  await mongo.close()
  await rm(folder, { recursive: true })
})

let aheadMs = 0
const clock = { now: () => new Date(Date.now() + aheadMs) }
const open = (smtpUrl: string | null, publicUrl: string | null = 'https://hub.example') =>
  createMail({
    config: { smtpUrl, publicUrl, mailFrom: 'Chandelier <hub@chandelier.example>' },
    store,
    clock,
    log: pino({ level: 'silent' }),
  })
const onlyMail = () => mails(store).findOne().lean()

/** A mail server of the few words that delivery needs (RFC 5321); refuses as long as `isSick`. */
async function startMailServer() {
  const received: string[] = []
  const state = { isSick: false }
  const server: Server = createServer((socket) => {
    let data: string | null = null
    socket.write('220 mail.example\r\n')
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').slice(0, -1)) {
        if (data !== null && line !== '.') data += `${line}\n`
        else if (data !== null) {
          received.push(data)
          data = null
          socket.write('250 kept\r\n')
        } else if (/^DATA/i.test(line)) {
          if (!state.isSick) data = ''
          socket.write(state.isSick ? '451 not now\r\n' : '354 go on\r\n')
        } else socket.write(/^QUIT/i.test(line) ? '221 bye\r\n' : '250 ok\r\n')
      }
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?ignoreTLS=true`
  return { received, state, url, stop: () => new Promise((done) => server.close(done)) }
}

describe('without a mail server', () => {
  test('mails are kept, each once by its key, and never sent later', async () => {
    const mail = open(null, null)
    expect(mail.isSending).toBe(false)
    await Promise.all(Array.from({ length: 5 }, () => mail.send(letter)))
    await mail.close()
    expect(await mails(store).find().lean()).toMatchObject([{ ...letter, state: 'kept', dueAt: null }])
    const server = await startMailServer()
    const sending = open(server.url)
    await sending.send({ ...letter, key: 'k2', subject: 'Second' })
    await expect.poll(() => mails(store).countDocuments({ state: 'sent' })).toBe(1)
    await sending.close()
    expect(server.received.join()).toContain('Second')
    expect(server.received).toHaveLength(1)
    await server.stop()
  })
})

describe('with a mail server', () => {
  test('a mail goes out once, and its text is forgotten then', async () => {
    const server = await startMailServer()
    const [mail, other] = [open(server.url), open(server.url)]
    await Promise.all([mail, other, mail, other].map((post) => post.send(letter)))
    await expect.poll(async () => (await onlyMail())?.state).toBe('sent')
    await Promise.all([mail.close(), other.close()])
    expect(server.received).toHaveLength(1)
    expect(server.received[0]).toContain('To: zhou@firm.example')
    expect(server.received[0]).toContain('From: Chandelier <hub@chandelier.example>')
    expect(server.received[0]).toMatch(/Message-ID: <[\da-f]{32}@chandelier\.example>/)
    expect(await onlyMail()).toMatchObject({ text: '', subject: letter.subject })
    await server.stop()
  })

  test('a mail that is refused is tried again later, by whoever runs then', async () => {
    const server = await startMailServer()
    server.state.isSick = true
    const first = open(server.url)
    await first.send(letter)
    await expect.poll(async () => (await onlyMail())?.tries).toBe(1)
    await first.close()
    server.state.isSick = false
    expect(await onlyMail()).toMatchObject({ state: 'kept', text: letter.text })
    aheadMs = 10 * 60_000
    const second = open(server.url)
    await expect.poll(async () => (await onlyMail())?.state).toBe('sent')
    await second.close()
    aheadMs = 0
    expect(server.received).toHaveLength(1)
    await server.stop()
  })

  test('a mail that nobody takes for days has failed, and can still be read', async () => {
    const server = await startMailServer()
    server.state.isSick = true
    await mails(store).create({ _id: 'm', ...letter, at: new Date(), state: 'kept', dueAt: new Date(0), tries: 19 })
    const mail = open(server.url)
    await expect.poll(async () => (await onlyMail())?.state).toBe('failed')
    await mail.close()
    expect(await onlyMail()).toMatchObject({ dueAt: null, text: letter.text })
    await server.stop()
  })

  test('the hub must know its own address, for the links', () => {
    expect(() => open('smtp://127.0.0.1:1', null)).toThrow(ConfigError)
  })
})
