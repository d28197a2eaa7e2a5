import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mails } from '#server/platform/mail.model.ts'
import { type Browser, buildAccount, goodPassword, openBrowser } from '#server/testing/browser.ts'
import { buildCluster, buildOrganisation, buildPerson, newCid } from '#server/testing/factories.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import type { Ask } from '#shared/contract.ts'
import { invitations } from './invitation.model.ts'

let app: TestApp
let secretariat: Browser
let aheadMs = 0
let organisation = ''
beforeAll(async () => {
  app = await startTestApp({ clock: { now: () => new Date(Date.now() + aheadMs) } })
  await buildCluster(app)
  organisation = await buildOrganisation(app, '澄曜照明(示例)')
  secretariat = openBrowser(app)
  await secretariat.signIn(await buildAccount(app, await buildPerson(app, { seats: ['secretariat'] })))
})
afterAll(() => app.stop())

let count = 0
const wanted = (news: Partial<Ask<'person.invite'>> = {}): Ask<'person.invite'> => ({
  email: `guest${++count}@firm.example`,
  name: { zh: '周代表', en: 'Zhou', authoritative: 'zh' },
  title: { zh: '', en: 'Engineer' },
  organisation,
  seats: ['delegate'],
  language: 'en',
  ...news,
})
const tokenOf = (link: string) => link.slice(link.lastIndexOf('/') + 1)
const profile = {
  name: { zh: '周明', en: 'Zhou Ming', authoritative: 'zh' as const },
  title: { zh: '工程师', en: 'Engineer' },
  language: 'zh' as const,
  timeZone: 'Europe/Berlin',
}
const accept = (link: string, password = goodPassword, cid = newCid()) =>
  openBrowser(app).send('person.accept', { invitation: tokenOf(link), password, profile }, cid)
const mailsTo = (to: string) => mails(app.hub.store).find({ to }).sort({ at: 1 }).lean()
const over = { key: 'members.invitationOver' }

describe('an invitation', () => {
  test('goes out by mail in the guest’s language, and seats whoever accepts it', async () => {
    const asked = wanted({ email: 'Guest.One@Firm.example', seats: ['delegate', 'delegate', 'expert'] })
    const { person, link } = await secretariat.send('person.invite', asked)
    await expect.poll(async () => (await mailsTo('guest.one@firm.example')).length).toBe(1)
    const [mail] = await mailsTo('guest.one@firm.example')
    expect(mail).toMatchObject({ subject: 'You are invited to Yaoyu Lighting Brand Cluster (Demo)', state: 'kept' })
    expect(mail!.text).toContain(link)
    const guest = openBrowser(app)
    expect(await guest.ask('invitation.find', { invitation: tokenOf(link) })).toMatchObject({
      person: { id: person, state: 'invited', seats: ['delegate', 'expert'], timeZone: 'Asia/Shanghai' },
      organisation: { zh: '澄曜照明(示例)' },
      email: 'guest.one@firm.example',
    })
    const { seq } = await guest.send('person.accept', { invitation: tokenOf(link), password: goodPassword, profile })
    await guest.signIn('guest.one@firm.example')
    expect((await guest.ask('me', {})).person).toEqual({
      ...profile,
      id: person,
      version: seq,
      organisation,
      seats: ['delegate', 'expert'],
      state: 'active',
      reason: '',
    })
  })

  test('works once, and its link is gone then', async () => {
    const asked = wanted()
    const { link, person } = await secretariat.send('person.invite', asked)
    await accept(link)
    await expect(accept(link, 'the thief’s own lamp')).rejects.toMatchObject(over)
    await expect(openBrowser(app).ask('invitation.find', { invitation: tokenOf(link) })).rejects.toMatchObject(over)
    await openBrowser(app).signIn(asked.email)
    await expect.poll(() => invitations(app.hub.store).countDocuments({ person })).toBe(0)
  })

  test('that two accept at once has one password', async () => {
    const asked = wanted()
    const { link } = await secretariat.send('person.invite', asked)
    const passwords = ['first lamp of all', 'second lamp of all', 'third lamp of all']
    const outcomes = await Promise.allSettled(passwords.map((password) => accept(link, password)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const accepted = passwords[outcomes.findIndex(({ status }) => status === 'fulfilled')]!
    await openBrowser(app).signIn(asked.email, accepted)
  })

  test('may be accepted again by the same deed, whose answer was lost', async () => {
    const { link } = await secretariat.send('person.invite', wanted())
    const cid = newCid()
    const first = await accept(link, goodPassword, cid)
    expect(await accept(link, goodPassword, cid)).toEqual(first)
  })

  test('ends after fourteen days', async () => {
    const { link } = await secretariat.send('person.invite', wanted())
    try {
      aheadMs = 14 * 24 * 3600_000 - 60_000
      await openBrowser(app).ask('invitation.find', { invitation: tokenOf(link) })
      aheadMs += 120_000
      await expect(accept(link)).rejects.toMatchObject(over)
    } finally {
      aheadMs = 0
    }
  })

  test('sent again to the same address is a new link to the same seat; the old one ends', async () => {
    const asked = wanted()
    const first = await secretariat.send('person.invite', asked)
    aheadMs += 1000
    const again = await secretariat.send('person.invite', { ...asked, seats: ['expert'], organisation: null })
    expect(again.person).toBe(first.person)
    expect(again.link).not.toBe(first.link)
    await expect.poll(async () => (await mailsTo(asked.email)).length).toBe(2)
    await expect.poll(() => invitations(app.hub.store).countDocuments({ person: first.person })).toBe(1)
    await expect(accept(first.link)).rejects.toMatchObject(over)
    await accept(again.link)
    const { people } = await secretariat.ask('people.search', { text: '周明' })
    expect(people.find(({ id }) => id === first.person)).toMatchObject({ seats: ['expert'], organisation: null })
  })

  test('can be withdrawn; the address is free again, for another seat', async () => {
    const asked = wanted()
    const { link, person } = await secretariat.send('person.invite', asked)
    await secretariat.send('person.withdraw', { person, reason: 'A mistake' })
    await expect(accept(link)).rejects.toMatchObject(over)
    await expect(secretariat.send('person.reinstate', { person, reason: 'No' })).rejects.toMatchObject({
      code: 'invalid_input',
    })
    await expect(secretariat.send('person.reinstate', { person, reason: 'Never sat' })).rejects.toMatchObject({
      code: 'wrong_state',
    })
    const again = await secretariat.send('person.invite', asked)
    expect(again.person).not.toBe(person)
    await accept(again.link)
    await expect(
      secretariat.send('person.withdraw', { person: again.person, reason: 'Too late' }),
    ).rejects.toMatchObject({ code: 'wrong_state' })
  })

  test('asked for twice by the same deed is one invitation, one mail, one link', async () => {
    const asked = wanted()
    const cid = newCid()
    const answers = await Promise.all(Array.from({ length: 5 }, () => secretariat.send('person.invite', asked, cid)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    await expect.poll(async () => (await mailsTo(asked.email)).length).toBe(1)
    await accept(answers[0]!.link)
    expect(await secretariat.send('person.invite', asked, cid)).toEqual(answers[0])
  })
})

describe('an invitation is refused', () => {
  test('for an address that has an account, in any case of letters', async () => {
    const asked = wanted()
    await accept((await secretariat.send('person.invite', asked)).link)
    await expect(secretariat.send('person.invite', wanted({ email: asked.email.toUpperCase() }))).rejects.toMatchObject(
      { code: 'invalid_input', details: { fields: { email: 'members.emailTaken' } } },
    )
  })

  test('to an organisation that is none', async () => {
    await expect(secretariat.send('person.invite', wanted({ organisation: 'nothing' }))).rejects.toMatchObject({
      key: 'members.noSuchOrganisation',
    })
  })

  test('from anybody but the secretariat, without a trace', async () => {
    const chair = openBrowser(app)
    await chair.signIn(await buildAccount(app, await buildPerson(app, { seats: ['chair'] })))
    const asked = wanted()
    await expect(chair.send('person.invite', asked)).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(openBrowser(app).send('person.invite', asked)).rejects.toMatchObject({ code: 'not_signed_in' })
    expect(await app.hub.store.connection.db!.collection('accounts').countDocuments({ email: asked.email })).toBe(0)
  })

  test('with a made-up token', async () => {
    await expect(accept('/invitations/made-up')).rejects.toMatchObject(over)
  })
})

test('address, password and link stay out of the log and of what members read', async () => {
  const asked = wanted({ email: 'discreet@firm.example' })
  const { link } = await secretariat.send('person.invite', asked)
  await accept(link, 'a lamp of my own, hidden')
  const entries = JSON.stringify(await app.hub.store.connection.db!.collection('log').find().toArray())
  const rows = JSON.stringify(await invitations(app.hub.store).find().lean())
  const member = openBrowser(app)
  await member.signIn(await buildAccount(app, await buildPerson(app)))
  const read = JSON.stringify([await member.ask('people.search', {}), await member.ask('cluster.front', {})])
  for (const secret of ['discreet@firm.example', 'a lamp of my own, hidden', tokenOf(link)]) {
    for (const place of [entries, rows, read]) expect(place).not.toContain(secret)
  }
})
