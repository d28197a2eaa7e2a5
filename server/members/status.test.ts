import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCluster, buildPeople } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import { clusterRoom } from '#shared/members/person.ts'
import type { Status } from '#shared/members/status.shape.ts'
import { isStatusOver, longestStatusMs } from '#shared/members/status.ts'
import { forgetStatus, keepStatus, statuses } from './status.model.ts'

let app: TestApp
let one: Member
let other: Member
let elsewhere: Member

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  const [a, b, c] = await buildPeople(app, [{}, {}, {}])
  one = await connectMember(app, a!)
  other = await connectMember(app, b!)
  elsewhere = await connectMember(app, c!)
  await one.enter(clusterRoom)
  await other.enter(clusterRoom)
})
afterAll(async () => {
  for (const member of [one, other, elsewhere]) member.leave()
  await app.stop()
})

const heard = (by: Member) =>
  by.signals.flatMap(({ name, payload }) => (name === 'status' ? [(payload as { status: Status }).status] : []))
const seenBy = async (member: Member) => (await member.ask('statuses.list', {})).statuses
const now = () => app.hub.clock.now().getTime()

test('a status is told to all who are in the cluster, stays until its end, and is in no log', async () => {
  const { head } = one.rooms.get(clusterRoom)!
  const end = now() + 3_600_000
  await one.send('status.set', { text: '  休假 ', emoji: '🏝️', until: end })
  const said = { person: one.person, text: '休假', emoji: '🏝️', until: end }
  await until(() => heard(other).length === 1 && heard(one).length === 1)
  expect(heard(other)[0]).toMatchObject(said)
  expect(heard(elsewhere)).toEqual([])
  expect(await seenBy(elsewhere)).toMatchObject([said])
  expect((await one.enter(clusterRoom)).sync).toMatchObject({ mode: 'tail', entries: [] })
  expect(one.rooms.get(clusterRoom)!.head).toEqual(head)
})

test('it is over by itself, and taken back with nothing', async () => {
  await keepStatus(app.hub.store, { person: one.person, text: 'Lunch', emoji: null, until: now() - 1, at: 1 })
  expect(await seenBy(other)).toEqual([])
  await one.send('status.set', { text: 'At my desk', emoji: null, until: null })
  expect(await seenBy(other)).toMatchObject([{ text: 'At my desk', emoji: null, until: null }])
  await one.send('status.set', { text: '', emoji: null, until: null })
  expect(await seenBy(other)).toEqual([])
  expect(await statuses(app.hub.store).countDocuments({})).toBe(0)
  await until(() => heard(other).at(-1)?.text === '')
  expect(isStatusOver({ until: 5 }, 5)).toBe(true)
  expect(isStatusOver({ until: 6 }, 5)).toBe(false)
  expect(isStatusOver({ until: null }, 5)).toBe(false)
})

test('it has bounds, and what looks like markup is kept as written', async () => {
  const set = (part: object) => one.send('status.set', { text: 'x', emoji: null, until: null, ...part } as never)
  for (const part of [
    { text: 'x'.repeat(81) },
    { text: '\ud800' },
    { text: 'two\nlines' },
    { text: { $ne: null } },
    { emoji: 'abc' },
    { emoji: '🏝️🏝️' },
    { emoji: { $gt: '' } },
    { until: 'soon' },
    { until: { $gt: 0 } },
    { person: other.person },
  ]) {
    await expect(set(part)).rejects.toMatchObject({ code: 'invalid_input' })
  }
  for (const end of [now() - 1, now() + longestStatusMs + 60_000]) {
    await expect(set({ until: end })).rejects.toMatchObject({ details: { fields: { until: 'members.statusTime' } } })
  }
  expect(await seenBy(other)).toEqual([])
  const text = '<img src=x onerror=alert(1)> \u202egnp.exe'
  await set({ text })
  expect(await seenBy(other)).toMatchObject([{ text }])
  await forgetStatus(app.hub.store, one.person)
  expect(await seenBy(other)).toEqual([])
})
