import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { allCollections } from '#server/collections.ts'
import { type EmbeddedMongo, startEmbeddedMongo } from '#server/embedded-mongo/start.ts'
import { tokenScopes } from '#shared/platform/actor.ts'
import { createAuth } from './auth.ts'
import type { Clock } from './clock.ts'
import { createSessions } from './credentials.ts'
import { createMail } from './mailPost.ts'
import { revocations } from './revocations.model.ts'
import type { Revocation, Sessions } from './sessions.ts'
import { ensureIndexes, openStore, type Store } from './store.ts'
import { deriveToken, keepToken, tokens } from './token.model.ts'

const config = {
  secret: 'a secret for tests only, long enough',
  publicUrl: null,
  smtpUrl: null,
  mailFrom: 'hub@a.example',
}
const log = pino({ level: 'silent' })
const holders = {
  find: async () => null,
  houseName: async () => 'Hub',
  passwordResetLetter: async () => ({ subject: '', text: '' }),
}

let folder = ''
let mongo: EmbeddedMongo
const closers: (() => Promise<unknown>)[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chandelier-credentials-'))
  mongo = await startEmbeddedMongo({ dataFolder: folder })
})
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
  await mongo.close()
  await rm(folder, { recursive: true })
})

interface Process {
  store: Store
  sessions: Sessions
  heard: Revocation[]
  /** How many tokens were read from the store. */
  reads(): number
}

/** What one server process has of sessions, with a connection of its own. */
async function startProcess(aheadMs = 0): Promise<Process> {
  const clock: Clock = { now: () => new Date(Date.now() + aheadMs) }
  const store = await openStore(mongo.uri)
  let reads = 0
  store.connection.getClient().on('commandStarted', ({ command }) => {
    if (command['find'] === 'tokens') reads++
  })
  await ensureIndexes(store, allCollections)
  const mail = createMail({ config, store, clock, log })
  const sessions = createSessions({ store, auth: createAuth({ config, store, mail, clock, log, holders }), clock, log })
  await sessions.find({ headers: {} })
  const heard: Revocation[] = []
  sessions.onRevoked((revocation) => heard.push(revocation))
  closers.push(
    () => store.connection.close(),
    () => sessions.close(),
  )
  return { store, sessions, heard, reads: () => reads }
}

async function makeToken({ store }: Process, person: string, lastsMs = 3600_000) {
  const { id, secret, hash } = deriveToken(config, person, `${person}-cid`)
  const createdAt = new Date()
  const expiresAt = new Date(createdAt.getTime() + lastsMs)
  const times = { createdAt, expiresAt, lastUsedAt: null, revokedAt: null }
  await keepToken(store, { _id: id, hash, person, label: 'test', scopes: [...tokenScopes], days: 1, ...times })
  return { key: `token:${id}`, request: { headers: { authorization: `Bearer ${secret}` } }, secret }
}

describe('finding a credential', () => {
  test('takes the token of a socket before the header, and the header before the cookie', async () => {
    const here = await startProcess()
    const [lin, zhou] = [await makeToken(here, 'lin'), await makeToken(here, 'zhou')]
    expect(await here.sessions.find(lin.request)).toMatchObject({ personId: 'lin', key: lin.key, isCookie: false })
    expect(await here.sessions.find(lin.request, zhou.secret)).toMatchObject({ personId: 'zhou' })
    expect(await here.sessions.find({ headers: {} })).toBeNull()
    expect(await here.sessions.find({ headers: { cookie: 'chandelier.session_token=made.up; other=1' } })).toBeNull()
  })

  test('reads the store once for many who come at once, and not again for a while', async () => {
    const here = await startProcess()
    const { request } = await makeToken(here, 'lin')
    const found = await Promise.all(Array.from({ length: 100 }, () => here.sessions.find(request)))
    expect(new Set(found.map((credential) => credential?.personId))).toEqual(new Set(['lin']))
    expect(await here.sessions.find(request)).toEqual(found[0])
    expect(await tokens(here.store).countDocuments({ lastUsedAt: { $ne: null } })).toBe(0)
  })
})

describe('revoking', () => {
  test('is heard at once here, soon in every other process, once each, and nothing is found any more', async () => {
    const [here, there] = [await startProcess(), await startProcess()]
    const { key, request } = await makeToken(here, 'lin')
    for (const { sessions } of [here, there]) expect(await sessions.find(request)).not.toBeNull()
    await here.sessions.revoke({ key, reason: 'revoked' })
    expect(here.heard).toEqual([{ key, reason: 'revoked' }])
    expect(await here.sessions.find(request)).toBeNull()
    await expect.poll(() => there.heard, { timeout: 3000 }).toEqual([{ key, reason: 'revoked' }])
    expect(await there.sessions.find(request)).toBeNull()
    await here.sessions.revoke({ key: 'person:nobody', reason: 'suspended' })
    await expect.poll(() => there.heard.length, { timeout: 3000 }).toBe(2)
    expect(here.heard).toHaveLength(2)
  })

  test('is heard though the clocks of the processes are hours apart', async () => {
    const [early, late] = [await startProcess(-5 * 3600_000), await startProcess(5 * 3600_000)]
    await early.sessions.revoke({ key: 'session:a', reason: 'signedOut' })
    await late.sessions.revoke({ key: 'session:b', reason: 'signedOut' })
    await expect
      .poll(() => late.heard.map(({ key }) => key).sort(), { timeout: 3000 })
      .toEqual(['session:a', 'session:b'])
    await expect
      .poll(() => early.heard.map(({ key }) => key).sort(), { timeout: 3000 })
      .toEqual(['session:a', 'session:b'])
  })

  test('of a person ends all that they hold, and nobody else’s', async () => {
    const here = await startProcess()
    const [lin, zhou] = [await makeToken(here, 'lin'), await makeToken(here, 'zhou')]
    const found = await here.sessions.find(lin.request)
    await here.sessions.revoke({ key: 'person:lin', reason: 'suspended' })
    expect(await here.sessions.find(lin.request)).toBeNull()
    expect(await here.sessions.stands(found!)).toBeNull()
    expect(await here.sessions.find(zhou.request)).not.toBeNull()
  })

  test('is not told to a process that starts afterwards', async () => {
    const here = await startProcess()
    await here.sessions.revoke({ key: 'session:old', reason: 'signedOut' })
    const later = await startProcess()
    await here.sessions.revoke({ key: 'session:new', reason: 'signedOut' })
    await expect.poll(() => later.heard.length, { timeout: 3000 }).toBeGreaterThan(0)
    expect(later.heard.map(({ key }) => key)).toEqual(['session:new'])
    expect(await revocations(here.store).countDocuments()).toBe(2)
  })
})

test('what has ended by its time is told to whoever had found it', async () => {
  const here = await startProcess()
  const { key, request } = await makeToken(here, 'lin', 600)
  expect(await here.sessions.find(request)).not.toBeNull()
  await expect.poll(() => here.heard, { timeout: 5000 }).toEqual([{ key, reason: 'expired' }])
  expect(await here.sessions.find(request)).toBeNull()
})
