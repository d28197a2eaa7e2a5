import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type EmbeddedMongo, startEmbeddedMongo } from '#server/embedded-mongo/start.ts'
import { startMailServer } from '#server/testing/mailServer.ts'
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

  test('a mail that is written as it goes out is written again for each try, and dropped where it says nothing', async () => {
    const server = await startMailServer()
    server.state.isSick = true
    let words = ['at first', 'at last']
    const write = async () => (words.length > 0 ? { ...letter, text: words.shift()! } : null)
    const sending = () =>
      createMail({
        config: { smtpUrl: server.url, publicUrl: 'https://hub.example', mailFrom: 'hub@chandelier.example' },
        store,
        clock,
        log: pino({ level: 'silent' }),
        writers: { write },
      })
    const first = sending()
    await first.sendWritten({ ...letter, writer: 'write', about: 'x' })
    await expect.poll(async () => (await onlyMail())?.tries).toBe(1)
    expect(await onlyMail()).toMatchObject({ text: '', state: 'kept' })
    await first.close()
    server.state.isSick = false
    aheadMs = 10 * 60_000
    const second = sending()
    await expect.poll(async () => (await onlyMail())?.state).toBe('sent')
    expect(server.received.join()).toContain('at last')
    words = []
    await second.sendWritten({ ...letter, key: 'k2', writer: 'write', about: 'x' })
    await expect.poll(() => mails(store).countDocuments({ key: 'k2' })).toBe(0)
    await second.close()
    aheadMs = 0
    expect(server.received).toHaveLength(1)
    await server.stop()
  })

  test('the hub must know its own address, for the links', () => {
    expect(() => open('smtp://127.0.0.1:1', null)).toThrow(ConfigError)
  })
})
