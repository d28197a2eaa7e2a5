import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accounts } from '#server/platform/account.model.ts'
import { mails } from '#server/platform/mail.model.ts'
import { goodPassword, openBrowser } from '#server/testing/browser.ts'
import { buildCluster, buildOrganisation, buildPerson, newCid } from '#server/testing/factories.ts'
import { carryOutTable, handTable, peopleTable, previewTable, somebodyNew } from '#server/testing/imports.ts'
import { connectMember, expectLiveEqualsFresh, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import type { ImportKind } from '#shared/members/import.ts'
import { clusterRoom } from '#shared/members/person.ts'

let app: TestApp
let secretariat: Member
let observer: Member
let aheadMs = 0
let star = ''
beforeAll(async () => {
  app = await startTestApp({ clock: { now: () => new Date(Date.now() + aheadMs) } })
  await buildCluster(app)
  star = await buildOrganisation(app, '星河灯饰（示例）')
  secretariat = await connectMember(app, await buildPerson(app, { seats: ['secretariat'] }))
  observer = await connectMember(app, await buildPerson(app, { seats: ['observer'] }))
  await observer.enter(clusterRoom)
})
afterAll(() => app.stop())

const carryOut = (kind: ImportKind, content: string, isMailed = false) =>
  carryOutTable(secretariat, kind, { content, isMailed })
const personCalled = (name: string) =>
  app.hub.rooms
    .view(clusterRoom)
    .then((room) => room!.all('person').find((person) => person.name.zh === name || person.name.en === name))
const mailsTo = (to: string) => mails(app.hub.store).countDocuments({ to })
const settled = (seq: number) => app.hub.rooms.applied(clusterRoom, seq)

describe('people', () => {
  test('are added in one entry, with seat, organisation and what is left out filled in; everybody hears it', async () => {
    const table = peopleTable(
      '韦光,Wei Guang,Wei.Guang@firm.example, 星河灯饰(示例) ,品牌经理,专家、代表,en,Europe/Berlin',
      ',Nora Field,nora@firm.example,,,,,',
    )
    const done = await carryOut('people', table)
    expect(done).toMatchObject({ added: 2, present: 0, wrong: 0 })
    await observer.heard(clusterRoom, done.seq)
    const entry = observer.rooms.get(clusterRoom)!.transcript.at(-1)!
    expect(entry.changes.map(({ event }) => event)).toEqual(['import.carriedOut', 'person.imported', 'person.imported'])
    expect(await personCalled('韦光')).toMatchObject({
      name: { zh: '韦光', en: 'Wei Guang', authoritative: 'en' },
      title: { zh: '品牌经理', en: '' },
      organisation: star,
      seats: ['expert', 'delegate'],
      language: 'en',
      timeZone: 'Europe/Berlin',
      state: 'invited',
    })
    expect(await personCalled('Nora Field')).toMatchObject({
      organisation: null,
      seats: ['delegate'],
      language: 'en',
      timeZone: 'Asia/Shanghai',
    })
    expect(JSON.stringify(entry)).not.toContain('firm.example')
    await expectLiveEqualsFresh(app, observer, clusterRoom)
  })

  test('get one mail each where that is wished, else a link that the secretariat reads', async () => {
    const [mailed, quiet] = [somebodyNew(), somebodyNew()]
    const first = await carryOut('people', peopleTable(mailed.line), true)
    const second = await carryOut('people', peopleTable(quiet.line))
    await expect.poll(() => mailsTo(mailed.email)).toBe(1)
    const { links } = await secretariat.ask('import.links', { import: second.import })
    expect(links).toMatchObject([{ email: quiet.email }])
    expect(await mailsTo(quiet.email)).toBe(0)
    const profile = { name: { zh: '新人', en: '', authoritative: 'zh' as const }, title: { zh: '', en: '' } }
    const invitation = links[0]!.link.slice(links[0]!.link.lastIndexOf('/') + 1)
    await openBrowser(app).send('person.accept', {
      invitation,
      password: goodPassword,
      profile: { ...profile, language: 'zh', timeZone: 'Asia/Shanghai' },
    })
    await openBrowser(app).signIn(quiet.email)
    expect((await secretariat.ask('import.links', { import: second.import })).links).toEqual([])
    expect((await secretariat.ask('import.links', { import: first.import })).links).toHaveLength(1)
  })

  test('of before are left as they are, and wrong lines are left out', async () => {
    const known = somebodyNew()
    await carryOut('people', peopleTable(known.line))
    const before = await personCalled(known.name)
    const table = peopleTable(known.line.replace('测试人', '改名'), somebodyNew().line, '无名氏,,不是邮箱,,,,,')
    expect(await carryOut('people', table)).toMatchObject({ added: 1, present: 1, wrong: 1 })
    expect(await personCalled(known.name)).toEqual(before)
  })

  test('come once, however often the same deed is sent, also after its file has gone', async () => {
    const last = somebodyNew()
    const file = await handTable(secretariat, peopleTable(somebodyNew().line, last.line))
    const ask = { file, kind: 'people' as const, name: 'list.csv', isMailed: true }
    const cid = newCid()
    const answers = await Promise.all([1, 2, 3].map(() => secretariat.send('import.carryOut', ask, cid)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    await expect.poll(() => mailsTo(last.email)).toBe(1)
    expect(await secretariat.send('import.carryOut', ask, cid)).toEqual(answers[0])
    await expect(secretariat.send('import.carryOut', ask)).rejects.toMatchObject({ key: 'members.import.fileGone' })
    expect(await mailsTo(last.email)).toBe(1)
  })
})

describe('a preview', () => {
  test('says for each line what is wrong with it, and where, and writes nothing', async () => {
    const sound = somebodyNew()
    await buildOrganisation(app, '同名单位')
    await buildOrganisation(app, '同名单位')
    const before = (await app.hub.rooms.view(clusterRoom))!.head.seq
    const { lines, headings } = await previewTable(
      secretariat,
      'people',
      peopleTable(
        sound.line,
        '甲,,no mail,没有的单位,,,,',
        '乙,,b@firm.example,没有的单位,,,,',
        '丙,,c@firm.example,同名单位,,,,',
        '丁,,d@firm.example,,,秘书处,,',
        '戊,,e@firm.example,,,国王,法文,火星',
        ',,f@firm.example,,,,,',
        `庚,,${sound.email},,,,,`,
      ),
    )
    expect(headings).toHaveLength(8)
    const faults = lines.map(({ faults: all }) => all.map(({ field, key }) => `${field} ${key}`))
    expect(faults).toEqual([
      [],
      ['email platform.field.email', 'organisation members.import.noOrganisation'],
      ['organisation members.import.noOrganisation'],
      ['organisation members.import.organisationTwice'],
      ['seats members.import.seatByHand'],
      ['timeZone platform.field.timeZone', 'seats members.import.noSuchSeat', 'language members.import.language'],
      ['nameZh platform.field.required'],
      ['email members.import.twice'],
    ])
    expect(lines.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
    expect(lines[7]!.faults[0]!.values).toEqual({ line: 2 })
    expect(lines[1]!.cells).toEqual(['甲', '', 'no mail', '没有的单位', '', '', '', ''])
    expect(lines[0]).not.toHaveProperty('cells')
    expect((await app.hub.rooms.view(clusterRoom))!.head.seq).toBe(before)
    expect(await accounts(app.hub.store).countDocuments({ email: sound.email })).toBe(0)
  })

  test('passes over columns that it does not know, in any order, and says which', async () => {
    const table = '备注,E-mail,NAME (English),职务\n无,anna@firm.example,Anna,经理\n'
    const { unknown, lines } = await previewTable(secretariat, 'people', table)
    expect(unknown).toEqual(['备注'])
    expect(lines).toMatchObject([{ verdict: 'new', name: 'Anna', detail: 'anna@firm.example' }])
  })

  test('of a file that is not whole, or somebody else’s, finds nothing', async () => {
    const file = newCid()
    await secretariat.send('import.hand', { file, piece: 0, of: 2, bytes: 'YQ==' })
    const gone = { key: 'members.import.fileGone' }
    await expect(secretariat.ask('import.preview', { file, kind: 'people' })).rejects.toMatchObject(gone)
    const colleague = await connectMember(app, await buildPerson(app, { seats: ['secretariat'] }))
    const whole = await handTable(secretariat, peopleTable(somebodyNew().line))
    await expect(colleague.ask('import.preview', { file: whole, kind: 'people' })).rejects.toMatchObject(gone)
    aheadMs = 2 * 3600_000 + 1000
    await expect(secretariat.ask('import.preview', { file: whole, kind: 'people' })).rejects.toMatchObject(gone)
    aheadMs = 0
  })
})

test('organisations are added by name in either language; those who are there and twins in the file are not', async () => {
  const table = [
    'Name (Chinese);Name (English);Sector codes;Province;Website',
    '栖光智控（示例）;Perch Light (Demo);3874、3872;广东;https://perch.example',
    '星河灯饰(示例);;3872;;',
    ';perch light (demo);;;',
    '坏代码;;38x;;perch.example',
    '',
  ].join('\n')
  const { lines } = await previewTable(secretariat, 'organisations', table)
  expect(lines.map(({ verdict }) => verdict)).toEqual(['new', 'present', 'wrong', 'wrong'])
  expect(lines[3]!.faults.map(({ field }) => field)).toEqual(['sectors', 'site'])
  const done = await carryOut('organisations', table)
  expect(done).toMatchObject({ added: 1, present: 1, wrong: 2 })
  await settled(done.seq)
  const { organisations } = await secretariat.ask('organisations.list', {})
  expect(organisations).toContainEqual(
    expect.objectContaining({
      name: { zh: '栖光智控（示例）', en: 'Perch Light (Demo)', authoritative: 'zh' },
      sectors: ['3874', '3872'],
      site: 'https://perch.example',
    }),
  )
})

test('stands as one act in the record that every member reads, and so does its taking back', async () => {
  const done = await carryOut('people', peopleTable(somebodyNew().line, somebodyNew().line))
  await secretariat.send('import.undo', { import: done.import })
  const { acts } = await observer.ask('room.record', { room: clusterRoom, kind: 'people' })
  expect(acts.slice(0, 2)).toMatchObject([
    { act: 'importUndone', by: secretariat.person, count: 2, title: { zh: '名单.csv' } },
    { act: 'importedPeople', by: secretariat.person, count: 2, title: { zh: '名单.csv' } },
  ])
})

test('is the secretariat’s alone, without a trace of who else tried', async () => {
  const chair = await connectMember(app, await buildPerson(app, { seats: ['chair'] }))
  const refused = { code: 'not_allowed' }
  await expect(handTable(chair, peopleTable(somebodyNew().line))).rejects.toMatchObject(refused)
  await expect(chair.ask('import.preview', { file: 'any', kind: 'people' })).rejects.toMatchObject(refused)
  await expect(chair.ask('import.links', { import: 'any' })).rejects.toMatchObject(refused)
  const file = await handTable(secretariat, peopleTable(somebodyNew().line))
  const ask = { file, kind: 'people' as const, name: 'x', isMailed: false }
  await expect(chair.send('import.carryOut', ask)).rejects.toMatchObject(refused)
  const done = await secretariat.send('import.carryOut', ask)
  await expect(chair.send('import.undo', { import: done.import })).rejects.toMatchObject(refused)
})
