import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { mentionOf } from '#shared/rooms/message.ts'

let app: TestApp
let room: string
let reader: Member
let noisy: Member
let chair: Member

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  const [one, two, three] = await buildPeople(app, [{}, {}, {}])
  room = await buildLounge(app, { chair: three!, members: [one!, two!] })
  reader = await connectMember(app, one!)
  noisy = await connectMember(app, two!)
  chair = await connectMember(app, three!)
})
afterAll(async () => {
  for (const member of [reader, noisy, chair]) member.leave()
  await app.stop()
})

const call = (by: Member) => by.send('message.post', { room, text: `hello ${mentionOf('you', reader.person)}` })
const told = async () => (await reader.ask('notices.list', {})).notices.length

test('whoever is blocked causes no notices; who runs the room always does; nobody can tell', async () => {
  await reader.send('block.set', { person: noisy.person, isOn: true })
  await reader.send('block.set', { person: chair.person, isOn: true })
  expect((await reader.ask('blocks.mine', {})).people.sort()).toEqual([noisy.person, chair.person].sort())
  expect(await noisy.ask('blocks.mine', {})).toEqual({ people: [] })
  await call(noisy)
  await call(chair)
  await expect.poll(told).toBe(1)
  expect(JSON.stringify(await reader.ask('notices.list', {}))).toContain(chair.person)
  expect(JSON.stringify(await reader.ask('notices.list', {}))).not.toContain(noisy.person)
  await reader.send('block.set', { person: noisy.person, isOn: false })
  await call(noisy)
  await expect.poll(async () => JSON.stringify(await reader.ask('notices.list', {}))).toContain(noisy.person)
})

test('nobody blocks themselves, or whom there is not', async () => {
  await expect(reader.send('block.set', { person: reader.person, isOn: true })).rejects.toMatchObject({
    code: 'not_allowed',
  })
  await expect(reader.send('block.set', { person: 'nobody', isOn: true })).rejects.toMatchObject({ code: 'not_found' })
})
