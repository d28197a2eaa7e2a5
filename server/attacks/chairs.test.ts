import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'

let app: TestApp
let chair: Member
let deputy: Member
let secretary: Member
let delegate: Member
let room: string

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  const ids = await buildPeople(app, [{ seats: ['chair'] }, {}, {}, {}])
  const all = await Promise.all(ids.map((id) => connectMember(app, id)))
  ;[chair, deputy, secretary, delegate] = all as [Member, Member, Member, Member]
  const roll = { [deputy.person]: 'viceChair' as const, [secretary.person]: 'secretary' as const }
  room = await buildLounge(app, { chair: chair.person, members: [delegate.person], roll })
})
afterAll(async () => {
  for (const member of [chair, deputy, secretary, delegate]) member.leave()
  await app.stop()
})

const reason = 'a coup in the room'
const notAllowed = expect.objectContaining({ code: 'not_allowed' })

test('who runs a room without its chair can neither take the chair nor give it, nor the vice-chair', async () => {
  for (const usurper of [deputy, secretary]) {
    for (const person of [usurper.person, delegate.person]) {
      for (const seat of ['chair', 'viceChair'] as const) {
        await expect(usurper.send('seat.grant', { room, person, seat, reason })).rejects.toEqual(notAllowed)
      }
    }
  }
})

test('who runs a room without its chair can neither lower, mute nor remove the chair or the vice-chair', async () => {
  for (const victim of [chair.person, deputy.person]) {
    for (const seat of ['observer', 'participant', 'secretary'] as const) {
      await expect(secretary.send('seat.grant', { room, person: victim, seat, reason })).rejects.toEqual(notAllowed)
    }
    const of = { room, person: victim, reason }
    await expect(secretary.send('seat.mute', { ...of, minutes: 5 })).rejects.toEqual(notAllowed)
    await expect(secretary.send('seat.remove', of)).rejects.toEqual(notAllowed)
    await expect(secretary.send('seat.remove', { ...of, mayReturn: true })).rejects.toEqual(notAllowed)
  }
})

test("the seats below are still theirs to give, and the offices the chair's", async () => {
  await secretary.send('seat.grant', { room, person: delegate.person, seat: 'secretary' })
  await deputy.send('seat.grant', { room, person: delegate.person, seat: 'observer', reason })
  await chair.send('seat.grant', { room, person: delegate.person, seat: 'viceChair' })
  await chair.send('seat.grant', { room, person: delegate.person, seat: 'participant', reason })
})
