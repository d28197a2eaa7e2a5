import { expect, test } from 'vitest'
import { appOn, sharedStore, tidy, wholeLog } from '#server/testing/apps.ts'
import { buildCluster, buildLounge, buildPeople, buildToken, newCid } from '#server/testing/factories.ts'
import { type HubProcess, prepareHubProcess } from '#server/testing/hubProcess.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { expectSoundStore } from '#server/testing/soundLog.ts'
import type { TestApp } from '#server/testing/testApp.ts'

const each = 60

/** Whatever comes of it, and of the process: `null` where no answer came. */
const attempt = (member: Member, room: string, text: string, cid: string) =>
  member.send('message.post', { room, text }, cid).then(
    ({ seq }) => seq,
    () => null,
  )

test('two processes of their own on one database, without Redis, append to one room; one is killed in the midst', async () => {
  const mongo = await sharedStore()
  const eye = await appOn({ MONGODB_URI: mongo.uri })
  await buildCluster(eye)
  const people = await buildPeople(eye, [{}, {}, {}, {}])
  const room = await buildLounge(eye, { members: people })
  const start = async (): Promise<HubProcess> => {
    const hub = await prepareHubProcess().start({ MONGODB_URI: mongo.uri })
    tidy.push(() => hub.kill())
    return hub
  }
  const [stays, dies] = [await start(), await start()]
  const connect = async (hub: HubProcess, person: string): Promise<Member> => {
    const member = await connectMember(hub as unknown as TestApp, person, { token: await buildToken(eye, person) })
    tidy.push(async () => member.leave())
    await member.enter(room)
    return member
  }
  const members = await Promise.all(people.map((person, index) => connect(index % 2 ? dies : stays, person)))

  let answered = 0
  const deeds = members.flatMap((member, who) =>
    Array.from({ length: each }, (_, number) => ({ member, who, text: `${who} says ${number}`, cid: newCid() })),
  )
  const first = await Promise.all(
    deeds.map(async ({ member, text, cid }) => {
      const seq = await attempt(member, room, text, cid)
      if (seq !== null && ++answered === each) await dies.kill()
      return seq
    }),
  )
  expect(dies.isAlive()).toBe(false)
  expect(first.filter((seq) => seq === null).length).toBeGreaterThan(0)

  // Who was cut off comes back to the other process and says it all once more, the answered too.
  const back = await Promise.all(people.map((person) => connect(stays, person)))
  const second = await Promise.all(deeds.map(({ who, text, cid }) => attempt(back[who]!, room, text, cid)))
  expect(second.filter((seq) => seq === null)).toEqual([])
  for (const [index, seq] of first.entries()) if (seq !== null) expect(second[index]).toBe(seq)

  const log = await wholeLog(eye, room)
  const said = log.filter(({ changes }) => changes[0]!.event === 'message.posted')
  expect(said.map(({ cid }) => cid).sort()).toEqual(deeds.map(({ cid }) => cid).sort())
  await expectSoundStore(eye.hub)
})
