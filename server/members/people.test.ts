import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mails } from '#server/platform/mail.model.ts'
import { cookieSessions } from '#server/platform/session.model.ts'
import { tokens } from '#server/platform/token.model.ts'
import { type Browser, buildAccount, openBrowser } from '#server/testing/browser.ts'
import { buildCluster, buildOrganisation, buildPerson, buildToken } from '#server/testing/factories.ts'
import { connectMember } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { systemActor } from '#shared/platform/actor.ts'

let app: TestApp
let secretariat: Browser
let secretary = ''
beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  secretary = await buildPerson(app, { seats: ['secretariat'], name: '林秘书' })
  secretariat = openBrowser(app)
  await secretariat.signIn(await buildAccount(app, secretary))
})
afterAll(() => app.stop())

async function somebody(wanted: Parameters<typeof buildPerson>[1] = {}) {
  const person = await buildPerson(app, wanted)
  const email = await buildAccount(app, person)
  const browser = openBrowser(app)
  if (wanted.state === undefined) await browser.signIn(email)
  return { person, email, browser }
}
const find = async (person: string) =>
  (await secretariat.ask('people.search', {})).people.find(({ id }) => id === person)
const reason = 'Agreed in the council'

describe('describing oneself', () => {
  const profile = {
    name: { zh: '赵衡', en: 'Zhao Heng', authoritative: 'zh' as const },
    title: { zh: '', en: 'Designer' },
    language: 'zh' as const,
    timeZone: 'Asia/Tokyo',
  }
  test('changes one’s own words and nothing else', async () => {
    const { person, browser } = await somebody({ seats: ['expert'] })
    const { seq } = await browser.send('person.describe', { person, profile })
    expect(await find(person)).toEqual({
      ...profile,
      id: person,
      version: seq,
      organisation: null,
      seats: ['expert'],
      state: 'active',
      reason: '',
    })
  })

  test('is refused for others, and for a made-up person', async () => {
    const { browser } = await somebody()
    const other = await somebody()
    const describeOther = (person: string) => browser.send('person.describe', { person, profile })
    await expect(describeOther(other.person)).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(describeOther('nobody')).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('changing seats', () => {
  test('gives other rights at once, with the reason in the record', async () => {
    const { person, browser } = await somebody({ seats: ['observer'] })
    const organisation = await buildOrganisation(app)
    const add = () =>
      browser.send('organisation.add', { name: { zh: '新', en: '', authoritative: 'zh' }, sectors: [], province: '' })
    await expect(add()).rejects.toMatchObject({ code: 'not_allowed' })
    await secretariat.send('person.seat', { person, seats: ['secretariat', 'secretariat'], organisation, reason })
    expect(await find(person)).toMatchObject({ seats: ['secretariat'], organisation, reason })
    expect(await add()).toMatchObject({ organisation: expect.any(String) })
    await secretariat.send('person.seat', { person, seats: ['delegate'], organisation: null, reason })
    await expect(add()).rejects.toMatchObject({ code: 'not_allowed' })
  })

  test('needs a true organisation, a reason and the secretariat', async () => {
    const { person, browser } = await somebody()
    const asked = { person, seats: ['chair' as const], organisation: null, reason }
    await expect(secretariat.send('person.seat', { ...asked, organisation: 'none' })).rejects.toMatchObject({
      key: 'members.noSuchOrganisation',
    })
    await expect(secretariat.send('person.seat', { ...asked, reason: ' x ' })).rejects.toMatchObject({
      details: { fields: { reason: 'platform.field.reason' } },
    })
    await expect(browser.send('person.seat', asked)).rejects.toMatchObject({ code: 'not_allowed' })
    expect(await find(person)).toMatchObject({ seats: ['delegate'] })
  })

  test('leaves the last of the secretariat in their seat', async () => {
    const asked = { person: secretary, seats: ['chair' as const], organisation: null, reason }
    const others = (await secretariat.ask('people.search', { seat: 'secretariat' })).people.filter(
      ({ id, state }) => id !== secretary && state === 'active',
    )
    expect(others).toEqual([])
    const suspended = await somebody({ seats: ['secretariat'], state: 'suspended' })
    await expect(secretariat.send('person.seat', asked)).rejects.toMatchObject({ key: 'members.lastSecretariat' })
    await secretariat.send('person.seat', { ...asked, seats: ['chair', 'secretariat'] })
    await secretariat.send('person.reinstate', { person: suspended.person, reason })
    await secretariat.send('person.seat', { ...asked, person: suspended.person })
  })
})

describe('suspending', () => {
  test('ends every session and token of the person, live sockets too, and tells them why by mail', async () => {
    const { person, email, browser } = await somebody({ language: 'zh' })
    const token = await buildToken(app, person)
    const socket = await connectMember(app, person, { token })
    const ended = new Promise((heard) => socket.socket.once('ended', heard))
    const gone = new Promise((heard) => socket.socket.once('disconnect', heard))
    await secretariat.send('person.suspend', { person, reason })
    expect(await ended).toEqual({ reason: 'suspended' })
    await gone
    expect(await find(person)).toMatchObject({ state: 'suspended', reason })
    await expect(browser.ask('me', {})).rejects.toMatchObject({ code: expect.stringMatching(/not_/) })
    expect(await browser.ask('session.find', {})).toEqual({ me: null })
    await expect.poll(() => cookieSessions(app.hub.store).countDocuments({ userId: person })).toBe(0)
    await expect.poll(() => tokens(app.hub.store).countDocuments({ person, revokedAt: null })).toBe(0)
    await expect
      .poll(() => mails(app.hub.store).findOne({ to: email }).lean())
      .toMatchObject({
        subject: expect.stringContaining('席位已被暂停'),
        text: expect.stringContaining(reason),
      })
    await expect(connectMember(app, person, { token })).rejects.toMatchObject({ code: 'not_signed_in' })
  })

  test('can be undone: the old password opens the door, old tokens do not', async () => {
    const { person, email } = await somebody()
    const token = await buildToken(app, person)
    await secretariat.send('person.suspend', { person, reason })
    await expect(secretariat.send('person.suspend', { person, reason })).rejects.toMatchObject({ code: 'wrong_state' })
    await expect.poll(() => tokens(app.hub.store).countDocuments({ person, revokedAt: null })).toBe(0)
    await secretariat.send('person.reinstate', { person, reason })
    await expect(secretariat.send('person.reinstate', { person, reason })).rejects.toMatchObject({
      code: 'wrong_state',
    })
    const browser = openBrowser(app)
    await browser.signIn(email)
    expect((await browser.ask('me', {})).person.id).toBe(person)
    await expect(connectMember(app, person, { token })).rejects.toMatchObject({ code: 'not_signed_in' })
  })

  test('is refused for oneself, to others than the secretariat, and for the last of it', async () => {
    const { person, browser } = await somebody()
    await expect(browser.send('person.suspend', { person: secretary, reason })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    await expect(secretariat.send('person.suspend', { person: secretary, reason })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    const reply = await app.hub.dispatch({
      name: 'person.suspend',
      input: { person: secretary, reason },
      actor: systemActor,
      cid: 'suspend-the-last',
    })
    expect(reply).toMatchObject({ ok: false, error: { key: 'members.lastSecretariat' } })
    expect(await find(person)).toMatchObject({ state: 'active' })
  })

  test('two of the secretariat who suspend each other at once leave one', async () => {
    const one = await somebody({ seats: ['secretariat'] })
    const two = await somebody({ seats: ['secretariat'] })
    const outcomes = await Promise.allSettled([
      one.browser.send('person.suspend', { person: two.person, reason }),
      two.browser.send('person.suspend', { person: one.person, reason }),
    ])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    for (const { person } of [one, two]) {
      if ((await find(person))!.state === 'active') await secretariat.send('person.suspend', { person, reason })
    }
  })
})

describe('searching people', () => {
  test('finds parts of names, titles and organisations in both languages, in any case and width', async () => {
    const organisation = await buildOrganisation(app, '琉光器具')
    const { person, browser } = await somebody({ name: 'Ödegård (x|y)+', organisation })
    const found = async (text: string) => (await browser.ask('people.search', { text })).people.map(({ id }) => id)
    for (const text of ['ÖDEGÅRD', '(x|y)+', 'ｘ|ｙ', ' 琉光 ']) expect(await found(text), text).toEqual([person])
    for (const text of ['.*', '(a+)+$', 'x'.repeat(200), '\ud800', '$ne']) expect(await found(text), text).toEqual([])
  })

  test('narrows by seat and organisation, and refuses operators and what is too long', async () => {
    const organisation = await buildOrganisation(app)
    const { person } = await somebody({ seats: ['expert'], organisation })
    const ids = async (asked: object) => (await secretariat.ask('people.search', asked)).people.map(({ id }) => id)
    expect(await ids({ organisation })).toEqual([person])
    expect(await ids({ organisation, seat: 'expert' })).toEqual([person])
    expect(await ids({ organisation, seat: 'chair' })).toEqual([])
    expect((await secretariat.fetch('GET', '/people?text[$ne]=1')).status).toBe(400)
    expect((await secretariat.fetch('GET', `/people?text=${'x'.repeat(201)}`)).status).toBe(400)
  })

  test('holds one’s own write when asked for at least that', async () => {
    const { organisation, seq } = await secretariat.send('organisation.add', {
      name: { zh: '新单位', en: '', authoritative: 'zh' },
      sectors: ['3872'],
      province: '广东',
    })
    const { organisations } = await secretariat.ask('organisations.list', { atLeast: `${clusterRoom}:${seq}` })
    expect(organisations.find(({ id }) => id === organisation)).toMatchObject({ version: seq, province: '广东' })
    await secretariat.send('organisation.describe', {
      organisation,
      name: { zh: '新名称', en: '', authoritative: 'zh' },
      sectors: [],
      province: '',
    })
    await expect(
      secretariat.send('organisation.describe', {
        organisation: 'none',
        name: { zh: '新名称', en: '', authoritative: 'zh' },
        sectors: [],
        province: '',
      }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  test('is for members only', async () => {
    const visitor = openBrowser(app)
    for (const name of ['people.search', 'organisations.list', 'me', 'tokens.mine', 'mails.list'] as const) {
      await expect(visitor.ask(name, {}), name).rejects.toMatchObject({ code: 'not_signed_in' })
    }
    expect(await visitor.ask('session.find', {})).toEqual({ me: null })
    expect(await secretariat.ask('session.find', {})).toEqual({ me: await secretariat.ask('me', {}) })
  })
})

test('the secretariat hears of a new mail, and nobody else', async () => {
  const delegate = await connectMember(app, (await somebody()).person)
  const member = await connectMember(app, secretary)
  const hinted = new Promise((heard) => member.socket.on('hint', (sign) => sign.board === 'mails' && heard(sign)))
  await app.hub.mail.send({ key: 'hinted', to: 'a@firm.example', subject: 'New', text: 'Text' })
  await hinted
  // A question and its answer travel after whatever was told before.
  await delegate.ask('me', {})
  expect(delegate.signals.filter(({ name }) => name === 'hint')).toEqual([])
  for (const { socket } of [delegate, member]) socket.close()
})

test('mails are read by the secretariat alone, the newest first, page by page', async () => {
  const { browser } = await somebody()
  await expect(browser.ask('mails.list', {})).rejects.toMatchObject({ code: 'not_allowed' })
  for (let n = 0; n < 3; n++) {
    await app.hub.mail.send({ key: `list-${n}`, to: 'a@firm.example', subject: `Mail ${n}`, text: 'Text' })
    await app.hub.mail.send({ key: `list-${n}`, to: 'a@firm.example', subject: 'The same again', text: 'Text' })
    await new Promise((later) => setTimeout(later, 2))
  }
  const { mails: listed, isSending } = await secretariat.ask('mails.list', {})
  expect(isSending).toBe(false)
  expect(listed.slice(0, 3).map(({ subject, text, state }) => [subject, text, state])).toEqual([
    ['Mail 2', 'Text', 'kept'],
    ['Mail 1', 'Text', 'kept'],
    ['Mail 0', 'Text', 'kept'],
  ])
  const { mails: earlier } = await secretariat.ask('mails.list', { before: listed[1]!.at })
  expect(earlier[0]!.subject).toBe('Mail 0')
})
