import { afterAll, beforeAll, expect, test } from 'vitest'
import { change } from '#server/platform/handler.ts'
import { buildCluster, buildLounge, buildPeople, writeFacts } from '#server/testing/factories.ts'
import { connectMember, expectLiveEqualsFresh, type Member } from '#server/testing/member.ts'
import { expectSoundStore } from '#server/testing/soundLog.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { mostPins, pinOf } from '#shared/rooms/pin.ts'

let app: TestApp
let room: string
let chair: Member
let member: Member

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  const [one, two] = await buildPeople(app, [{}, {}])
  room = await buildLounge(app, { chair: one!, members: [two!] })
  chair = await connectMember(app, one!)
  member = await connectMember(app, two!)
  for (const each of [chair, member]) await each.enter(room)
})
afterAll(async () => {
  for (const each of [chair, member]) each.leave()
  await app.stop()
})

const pinHeldBy = ({ rooms }: Member, message: string) => rooms.get(room)!.things.get(`pin/${pinOf(message)}`)

test('message.pin and message.unpin by those who run the room are heard by all in it; by others they are refused', async () => {
  const { message } = await member.send('message.post', { room, text: '本月议题' })
  await expect(member.send('message.pin', { room, message })).rejects.toMatchObject({ code: 'not_allowed' })
  const { seq } = await chair.send('message.pin', { room, message })
  await member.heard(room, seq)
  expect(pinHeldBy(member, message)).toMatchObject({ message, isOn: true, by: chair.person })
  await expectLiveEqualsFresh(app, member, room)
  await expect(chair.send('message.pin', { room, message })).rejects.toMatchObject({ code: 'already_done' })
  await expect(member.send('message.unpin', { room, message })).rejects.toMatchObject({ code: 'not_allowed' })
  const down = await chair.send('message.unpin', { room, message })
  await member.heard(room, down.seq)
  expect(pinHeldBy(member, message)).toMatchObject({ isOn: false })
  await expect(chair.send('message.unpin', { room, message })).rejects.toMatchObject({ code: 'already_done' })
  await expectLiveEqualsFresh(app, member, room)
})

test('a message that is erased is taken down with it, and can be pinned no more', async () => {
  const { message } = await member.send('message.post', { room, text: 'soon gone' })
  await chair.send('message.pin', { room, message })
  const { seq } = await member.send('message.delete', { room, message })
  await chair.heard(room, seq)
  expect(pinHeldBy(chair, message)).toMatchObject({ isOn: false })
  await expect(chair.send('message.pin', { room, message })).rejects.toMatchObject({ key: 'rooms.messageErased' })
  await expect(chair.send('message.pin', { room, message: 'no-such' })).rejects.toMatchObject({ code: 'not_found' })
  await expectSoundStore(app.hub)
})

test('more than so many pins are refused with the number', async () => {
  const pins = Array.from({ length: mostPins }, (_, n) =>
    change('message.pinned', { id: pinOf(`m${n}`), message: `m${n}`, isOn: true, by: chair.person, at: 1 }),
  )
  await writeFacts(app, room, pins)
  const { message } = await member.send('message.post', { room, text: 'one too many' })
  await expect(chair.send('message.pin', { room, message })).rejects.toMatchObject({
    key: 'rooms.tooManyPins',
    details: { values: { most: mostPins } },
  })
})
