import { afterAll, beforeAll, expect, test } from 'vitest'
import { accounts } from '#server/platform/account.model.ts'
import { logEntries } from '#server/platform/entry.model.ts'
import { mails } from '#server/platform/mail.model.ts'
import { sha256 } from '#server/platform/seal.ts'
import { goodPassword, openBrowser } from '#server/testing/browser.ts'
import { buildCluster, buildPerson, newCid } from '#server/testing/factories.ts'
import { carryOutTable, peopleTable, somebodyNew } from '#server/testing/imports.ts'
import { connectMember, expectLiveEqualsFresh, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import type { ImportKind } from '#shared/members/import.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { type ChainedEntry, verifyChain } from '#shared/platform/chain.ts'

let app: TestApp
let secretariat: Member
let observer: Member
let aheadMs = 0
beforeAll(async () => {
  app = await startTestApp({ clock: { now: () => new Date(Date.now() + aheadMs) } })
  await buildCluster(app)
  secretariat = await connectMember(app, await buildPerson(app, { seats: ['secretariat'] }))
  observer = await connectMember(app, await buildPerson(app, { seats: ['observer'] }))
  await observer.enter(clusterRoom)
})
afterAll(() => app.stop())

const carryOut = (kind: ImportKind, content: string, isMailed = false) =>
  carryOutTable(secretariat, kind, { content, isMailed })
const personCalled = (name: string) =>
  app.hub.rooms.view(clusterRoom).then((room) => room!.all('person').find((person) => person.name.zh === name))
const mailsTo = (to: string) => mails(app.hub.store).countDocuments({ to })
const settled = (seq: number) => app.hub.rooms.applied(clusterRoom, seq)

test('taking an import back lets go who is still as they came, name and address included; who has come or was changed stays', async () => {
  const [comes, moves, goes] = [somebodyNew(), somebodyNew(), somebodyNew()]
  const done = await carryOut('people', peopleTable(comes.line, moves.line, goes.line), true)
  const [stays, changed] = [(await personCalled(comes.name))!.id, (await personCalled(moves.name))!.id]
  const { links } = await secretariat.ask('import.links', { import: done.import })
  const { link } = links.find(({ person }) => person === stays)!
  const profile = {
    name: { zh: '已入席', en: '', authoritative: 'zh' as const },
    title: { zh: '', en: '' },
    language: 'zh' as const,
    timeZone: 'UTC',
  }
  const invitation = link.slice(link.lastIndexOf('/') + 1)
  await openBrowser(app).send('person.accept', { invitation, password: goodPassword, profile })
  await secretariat.send('person.seat', { person: changed, seats: ['expert'], organisation: null, reason: 'Asked' })
  const undone = await secretariat.send('import.undo', { import: done.import })
  expect(undone).toMatchObject({ taken: 1, kept: [stays, changed] })
  await settled(undone.seq)
  const { name, email } = goes
  expect(JSON.stringify(await logEntries(app.hub.store).find().lean())).not.toContain(name)
  expect((await secretariat.ask('people.search', { text: name })).people).toEqual([])
  await expect.poll(() => accounts(app.hub.store).countDocuments({ email })).toBe(0)
  expect(await mailsTo(email)).toBe(0)
  expect(await mailsTo(comes.email)).toBe(1)
  const { entries } = await observer.ask('room.entries', { room: clusterRoom, limit: 500 })
  const verdict = await verifyChain(entries as unknown as ChainedEntry[], { seq: 0, hash: '' }, sha256)
  expect(verdict).toMatchObject({ brokenAt: null, checked: entries.length })
  await expectLiveEqualsFresh(app, observer, clusterRoom)
  expect(await carryOut('people', peopleTable(`又来了,,${email},,,,,`))).toMatchObject({ added: 1 })
})

test('taking an import back leaves organisations that somebody belongs to by now; the others are gone from list and choice', async () => {
  const done = await carryOut('organisations', '中文名称\n用上了的单位\n没用上的单位\n')
  await carryOut('people', peopleTable(somebodyNew('用上了的单位,,,,').line))
  const { taken, kept, seq } = await secretariat.send('import.undo', { import: done.import })
  expect([taken, kept.length]).toEqual([1, 1])
  await settled(seq)
  const { organisations } = await secretariat.ask('organisations.list', {})
  const names = organisations.map(({ name }) => name.zh)
  expect(names).toContain('用上了的单位')
  expect(names).not.toContain('没用上的单位')
  const room = (await app.hub.rooms.view(clusterRoom))!
  const gone = room.all('organisation').find(({ name }) => name.zh === '没用上的单位')!.id
  await expect(
    secretariat.send('person.invite', {
      email: 'late@firm.example',
      name: { zh: '某', en: '', authoritative: 'zh' },
      title: { zh: '', en: '' },
      organisation: gone,
      seats: ['delegate'],
      language: 'zh',
    }),
  ).rejects.toMatchObject({ key: 'members.noSuchOrganisation' })
  expect(await carryOut('organisations', '中文名称\n没用上的单位\n')).toMatchObject({ added: 1 })
})

test('taking an import back works once, within a day, and not where nothing is left of it', async () => {
  const done = await carryOut('people', peopleTable(somebodyNew().line))
  const cid = newCid()
  const ask = { import: done.import }
  const first = await secretariat.send('import.undo', ask, cid)
  expect(await secretariat.send('import.undo', ask, cid)).toEqual(first)
  await expect(secretariat.send('import.undo', ask)).rejects.toMatchObject({ key: 'members.import.undone' })
  const lateOne = somebodyNew()
  const late = await carryOut('people', peopleTable(lateOne.line))
  aheadMs = 24 * 3600_000 + 1000
  const over = { key: 'members.import.tooLate' }
  await expect(secretariat.send('import.undo', { import: late.import })).rejects.toMatchObject(over)
  aheadMs = 0
  const person = (await personCalled(lateOne.name))!.id
  await secretariat.send('person.withdraw', { person, reason: 'A mistake' })
  const used = { key: 'members.import.allUsed' }
  await expect(secretariat.send('import.undo', { import: late.import })).rejects.toMatchObject(used)
  await expect(secretariat.send('import.undo', { import: 'nothing' })).rejects.toMatchObject({ code: 'not_found' })
})
