import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmbeddedMongo, startEmbeddedMongo } from '#server/embedded-mongo/start.ts'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import { plainRules } from '#shared/rooms/moderation.ts'

/** The chair decides on one process, the author writes on another one that shares its store and nothing else. */
let mongo: EmbeddedMongo
let folder: string
let apps: [TestApp, TestApp]
let room: string
let chair: Member
let author: Member

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chandelier-test-'))
  mongo = await startEmbeddedMongo({ dataFolder: join(folder, 'mongo'), port: 0 })
  const env = { MONGODB_URI: mongo.uri }
  apps = [await startTestApp({ env }), await startTestApp({ env })]
  await buildCluster(apps[0])
  const [one, two] = await buildPeople(apps[0], [{ seats: ['chair'] }, {}])
  room = await buildLounge(apps[0], { chair: one!, members: [two!] })
  await apps[1].running.rooms.fresh('cluster')
  chair = await connectMember(apps[0], one!)
  author = await connectMember(apps[1], two!)
  // Both processes hold the room as it was before.
  for (const member of [chair, author]) await member.enter(room)
  await author.send('message.post', { room, text: 'hello' })
})
afterAll(async () => {
  for (const member of [chair, author]) member.leave()
  for (const app of apps) await app.stop()
  await mongo.close()
  await rm(folder, { recursive: true, force: true })
})

const post = (text: string) => author.send('message.post', { room, text })

test('a mute holds for the very next message on every process, and so does its end', async () => {
  await chair.send('seat.mute', { room, person: author.person, minutes: 5, reason: 'a short rest' })
  await expect(post('one more')).rejects.toMatchObject({ key: 'rooms.muted' })
  await chair.send('seat.unmute', { room, person: author.person, reason: 'as agreed' })
  await post('thank you')
})

test('a lock and slow mode do, too', async () => {
  await chair.send('room.lock', { room, reason: 'a report first' })
  await expect(post('but')).rejects.toMatchObject({ key: 'rooms.locked' })
  await chair.send('room.unlock', { room, reason: 'as agreed' })
  await chair.send('room.rule', { room, rules: { ...plainRules, slowSeconds: 3600 }, reason: 'to be heard' })
  const outcomes = await Promise.allSettled([post('one'), post('two'), post('three')])
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await chair.send('room.rule', { room, rules: plainRules, reason: 'no longer needed' })
})

test('a word on the list holds back what is written on the other process', async () => {
  const behind = `${room}.backstage`
  await until(async () => (await apps[0].hub.rooms.fresh(behind)) !== null)
  await chair.send('words.change', { room: behind, add: ['kickback'], drop: [], reason: 'as agreed' })
  await until(async () => (await apps[0].hub.rooms.fresh(room))?.find('room', room)?.isScreened === true)
  // The process that has not heard of the list yet asks for one more try: by then it has.
  const held = await post('a kickback').catch((error: { code: string }) => {
    expect(error.code).toBe('unavailable')
    return post('a kickback')
  })
  expect(held).toMatchObject({ isHeld: true })
  await chair.send('words.change', { room: behind, add: ['rebate'], drop: [], reason: 'as agreed' })
  expect(await post('a rebate')).toMatchObject({ isHeld: true })
})
