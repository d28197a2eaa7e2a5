import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { hookPosts } from './hook.model.ts'

let app: TestApp
let chair: Member
let author: Member
let room: string

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  const ids = await buildPeople(app, [{ seats: ['chair'] }, {}])
  room = await buildLounge(app, { chair: ids[0]!, members: ids.slice(1) })
  ;[chair, author] = (await Promise.all(ids.map((id) => connectMember(app, id)))) as [Member, Member]
})
afterAll(async () => {
  chair.leave()
  author.leave()
  await app.stop()
})

test('members see where their room is told of and who did it, but neither its address nor how it fares', async () => {
  const url = 'https://robot.example/hook?key=k-secret'
  const given = { label: '群', format: 'json' as const, url, secret: '', topics: ['room' as const] }
  const { hook } = await chair.send('hook.add', { room, ...given })
  const faults = [{ why: 'status' as const, detail: '500', at: new Date() }]
  await hookPosts(app.hub.store).updateOne({ _id: hook }, { $set: { faults, sentAt: new Date() } })
  expect((await chair.ask('hooks.list', { room })).hooks[0]!.faults).toHaveLength(1)
  const seen = await author.ask('hooks.list', { room })
  expect(seen.hooks).toMatchObject([{ hook: { label: '群', host: 'robot.example' }, sentAt: null, faults: [] }])
  await chair.send('hook.pause', { room, hook, reason: 'too noisy for them' })
  await chair.send('hook.resume', { room, hook })
  await chair.send('hook.remove', { room, hook, reason: 'no longer used' })
  const record = await author.ask('room.record', { room })
  expect(record.acts.slice(0, 4).map(({ act, by, reason, title }) => [act, by, reason, title?.zh])).toEqual([
    ['hookRemoved', chair.person, 'no longer used', '群 · robot.example'],
    ['hookResumed', chair.person, '', '群 · robot.example'],
    ['hookPaused', chair.person, 'too noisy for them', '群 · robot.example'],
    ['hookAdded', chair.person, '', '群 · robot.example'],
  ])
  expect(JSON.stringify([seen, record])).not.toContain('k-secret')
})
