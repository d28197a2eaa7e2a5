import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, buildAccount, openBrowser } from '#server/testing/browser.ts'
import { buildCluster, buildLounge, buildOrganisation, buildPerson } from '#server/testing/factories.ts'
import { connectMember } from '#server/testing/member.ts'
import { expectSoundStore } from '#server/testing/soundLog.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { avatars } from './avatar.model.ts'

let app: TestApp
let secretariat: Browser
beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  secretariat = openBrowser(app)
  await secretariat.signIn(await buildAccount(app, await buildPerson(app, { seats: ['secretariat'], name: '林秘书' })))
})
afterAll(() => app.stop())

async function somebody(wanted: Parameters<typeof buildPerson>[1] = {}) {
  const person = await buildPerson(app, wanted)
  const browser = openBrowser(app)
  await browser.signIn(await buildAccount(app, person))
  return { person, browser }
}
const noBio = { zh: '', en: '' }

describe('a profile', () => {
  test('is told by oneself, read by every member, and is no part of the roll that all hold', async () => {
    const { person, browser } = await somebody()
    const other = await somebody()
    expect(await other.browser.ask('profile.find', { person })).toEqual({ profile: null })
    const bio = { zh: '做了**二十年**驱动电源', en: 'Twenty years of drivers' }
    const { seq } = await browser.send('profile.describe', { person, bio, expertise: ['驱动电源', 'LED ', 'led'] })
    const atLeast = `${clusterRoom}:${seq}`
    expect(await other.browser.ask('profile.find', { person, atLeast })).toEqual({
      profile: { id: person, version: seq, bio, expertise: ['驱动电源', 'led'] },
    })
    const member = await connectMember(app, other.person)
    const { sync } = await member.enter(clusterRoom)
    expect(JSON.stringify(sync)).not.toContain('Twenty years')
    member.leave()
    const again = await browser.send('profile.describe', { person, bio: noBio, expertise: [] })
    await app.hub.rooms.applied(clusterRoom, again.seq)
    expect((await browser.ask('profile.find', { person })).profile?.version).toBe(again.seq)
    await expectSoundStore(app.hub)
  })

  test('is nobody else’s to tell, and has bounds', async () => {
    const { browser } = await somebody()
    const other = await somebody()
    const describeIt = (input: object) => browser.send('profile.describe', input as never)
    await expect(describeIt({ person: other.person, bio: noBio, expertise: [] })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    await expect(secretariat.send('avatar.set', { person: other.person, picture: null })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    for (const [bio, expertise] of [
      [{ zh: 'x'.repeat(3001), en: '' }, []],
      [{ zh: '\ud800', en: '' }, []],
      [
        noBio,
        Array(13)
          .fill('x')
          .map((tag, n) => tag + n),
      ],
      [noBio, ['x'.repeat(41)]],
      [noBio, [{ $ne: null }]],
    ]) {
      await expect(describeIt({ person: other.person, bio, expertise })).rejects.toMatchObject({
        code: 'invalid_input',
      })
    }
    await expect(browser.ask('profile.find', { person: 'nobody' })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('names fields that others find as they type', async () => {
    const [one, two] = [await somebody(), await somebody()]
    await one.browser.send('profile.describe', { person: one.person, bio: noBio, expertise: ['DALI-2'] })
    const { seq } = await two.browser.send('profile.describe', {
      person: two.person,
      bio: noBio,
      expertise: ['dali-2'],
    })
    await app.hub.rooms.applied(clusterRoom, seq)
    const { expertise } = await one.browser.ask('expertise.list', {})
    expect(expertise.find(({ value }) => value === 'DALI-2')).toEqual({ value: 'DALI-2', count: 2 })
  })
})

const photo = (background: string) =>
  sharp({ create: { width: 400, height: 300, channels: 3, background } })
    .jpeg()
    .withExif({ IFD0: { Artist: 'Somebody' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 13/1 0/1' } })
    .toBuffer()
const read = (browser: Browser, address: string | null | undefined) => browser.fetch('GET', address!)

describe('a picture', () => {
  test('is made square and small, tells nothing else, and is shown to members alone', async () => {
    const { person, browser } = await somebody()
    const { seq } = await browser.send('avatar.set', { person, picture: (await photo('red')).toString('base64') })
    await app.hub.rooms.applied(clusterRoom, seq)
    const { avatar } = (await browser.ask('me', {})).person
    const response = await read(browser, avatar)
    expect(response.headers.get('content-type')).toBe('image/webp')
    expect(response.headers.get('cache-control')).toContain('private')
    const { width, height, exif } = await sharp(Buffer.from(await response.arrayBuffer())).metadata()
    expect({ width, height, exif }).toEqual({ width: 256, height: 256, exif: undefined })
    expect((await read(openBrowser(app), avatar)).status).toBe(401)
  })

  test('gives way to the next one, which has another address; without one, initials stand', async () => {
    const { person, browser } = await somebody()
    await browser.send('avatar.set', { person, picture: (await photo('red')).toString('base64') })
    const first = (await browser.ask('me', {})).person.avatar
    await browser.send('avatar.set', { person, picture: (await photo('blue')).toString('base64') })
    const second = (await browser.ask('me', {})).person.avatar
    expect(second).not.toBe(first)
    await expect.poll(() => avatars(app.hub.store).countDocuments({ person })).toBe(1)
    expect((await read(browser, second)).status).toBe(200)
    expect((await read(browser, first)).status).toBe(404)
    await browser.send('avatar.set', { person, picture: null })
    expect((await browser.ask('me', {})).person.avatar).toBeNull()
    await expect.poll(() => avatars(app.hub.store).countDocuments({ person })).toBe(0)
  })

  test('that is none, is drawn in lines, breaks off, or is a bomb, is refused and leaves nothing', async () => {
    const { person, browser } = await somebody()
    const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: 'red' } })
      .png({ palette: true, colours: 2, compressionLevel: 9 })
      .toBuffer()
    const jpeg = await photo('green')
    const wrong = [
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
      Buffer.from('<script>alert(1)</script>'),
      jpeg.subarray(0, jpeg.length / 2),
      bomb,
    ]
    for (const bytes of wrong) {
      const set = browser.send('avatar.set', { person, picture: bytes.toString('base64') })
      await expect(set).rejects.toMatchObject({ code: 'invalid_input' })
    }
    expect(await avatars(app.hub.store).countDocuments({ person })).toBe(0)
  })
})

describe('the directory', () => {
  test('is narrowed by seat, organisation, sector, province and expertise, with counts beside the other filters', async () => {
    const { organisation, seq: added } = await secretariat.send('organisation.add', {
      name: { zh: '栖光智控', en: '', authoritative: 'zh' },
      sectors: ['3874'],
      province: '上海',
      site: 'https://qiguang.example',
    })
    await app.hub.rooms.applied(clusterRoom, added)
    const elsewhere = await buildOrganisation(app, '别处')
    const here = await somebody({ organisation, seats: ['expert'], name: '方砚清' })
    await somebody({ organisation, seats: ['delegate'] })
    await somebody({ organisation: elsewhere, seats: ['expert'] })
    const { seq } = await here.browser.send('profile.describe', {
      person: here.person,
      bio: noBio,
      expertise: ['视觉工效'],
    })
    const atLeast = `${clusterRoom}:${seq}`
    const ids = async (sought: object) =>
      (await secretariat.ask('people.search', { ...sought, atLeast })).people.map(({ id }) => id)
    expect(await ids({ sector: '3874' })).toHaveLength(2)
    expect(await ids({ province: '上海', seat: 'expert' })).toEqual([here.person])
    expect(await ids({ expertise: '视觉工效' })).toEqual([here.person])
    expect(await ids({ text: '视觉工' })).toEqual([here.person])
    expect(await ids({ expertise: '.*' })).toEqual([])
    const counts = await secretariat.ask('people.counts', { province: '上海', atLeast })
    expect(counts.seat).toEqual(
      expect.arrayContaining([
        { value: 'expert', count: 1 },
        { value: 'delegate', count: 1 },
      ]),
    )
    expect(counts.expertise).toEqual([{ value: '视觉工效', count: 1 }])
    expect(counts.province.find(({ value }) => value === '上海')).toEqual({ value: '上海', count: 2 })
  })

  test('takes only a web address for a site', async () => {
    const organisation = { name: { zh: '新', en: '', authoritative: 'zh' as const }, sectors: [], province: '' }
    for (const site of ['javascript:alert(1)', 'data:text/html,x', 'ftp://x.example', 'not an address']) {
      await expect(secretariat.send('organisation.add', { ...organisation, site })).rejects.toMatchObject({
        code: 'invalid_input',
      })
    }
    await secretariat.send('organisation.add', { ...organisation, site: '' })
  })
})

test('rooms in common are those where both sit, and never tell of another', async () => {
  const [one, two, three] = [await somebody(), await somebody(), await somebody()]
  const both = await buildLounge(app, { members: [one.person, two.person] })
  await buildLounge(app, { members: [two.person, three.person], access: 'invitation' })
  const { rooms } = await one.browser.ask('rooms.common', { person: two.person })
  expect(rooms.map(({ room, seat }) => [room.id, seat])).toEqual([[both, 'participant']])
  expect((await one.browser.ask('rooms.common', { person: three.person })).rooms).toEqual([])
})
