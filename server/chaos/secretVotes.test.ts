import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { findSealed } from '#server/decisions/ballot.model.ts'
import { countSecretBallots, findRoundKey } from '#server/decisions/secret.model.ts'
import { tidy } from '#server/testing/apps.ts'
import { chance } from '#server/testing/chance.ts'
import { buildCluster, buildLounge, buildPeople, buildToken } from '#server/testing/factories.ts'
import { type HubProcess, prepareHubProcess } from '#server/testing/hubProcess.ts'
import { connectMember } from '#server/testing/member.ts'
import { blinded, castAt, type SecretRound, tokenOf } from '#server/testing/secretVoters.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { leafOf } from '#shared/decisions/leaves.ts'

const random = chance()
const kills = 3
const says = (index: number) => ({
  kind: 'choice' as const,
  says: index % 3 === 0 ? ('no' as const) : ('yes' as const),
})

interface Voter {
  person: string
  token: string
  made: Awaited<ReturnType<typeof blinded>>
  /** The token of the round, once its fetching was acknowledged. */
  own: Awaited<ReturnType<typeof tokenOf>> | null
  leaf: string | null
}

/** Does what is left to do for a voter, as their browser would: the same again until it is acknowledged. */
async function vote(hub: HubProcess, at: SecretRound, voter: Voter, index: number): Promise<void> {
  if (!voter.own) {
    const { room, decision, round } = at
    const response = await fetch(`${hub.url}/api/rooms/${room}/decisions/${decision}/tokens/${voter.person}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${voter.token}` },
      body: JSON.stringify({ round, blinded: voter.made.blinded }),
    })
    const reply = (await response.json()) as { ok: boolean; data: { signature: string } }
    expect(reply).toMatchObject({ ok: true })
    voter.own = await tokenOf(at, voter.made, reply.data.signature)
  }
  const reply = await castAt(hub, at, voter.own, says(index))
  if (!reply.ok) return expect(reply.error.code).toBe('unavailable')
  voter.leaf = reply.data.leaf
}

test(`${kills} kills while tokens are fetched and ballots cast, and one at the close, lose no secret ballot and count none twice`, async () => {
  const laid = await startTestApp()
  tidy.push(() => rm(laid.folder, { recursive: true, force: true }))
  await buildCluster(laid)
  const people = await buildPeople(laid, Array(12).fill({}))
  const room = await buildLounge(laid, { chair: people[0]!, members: people.slice(1) })
  const tokens = await Promise.all(people.map((person) => buildToken(laid, person)))
  const chair = await connectMember(laid, people[0]!, { token: tokens[0]! })
  await chair.enter(room)
  const terms = { title: '不记名', secrecy: 'secret' as const, preset: 'simpleMajority' as const }
  const { decision } = await chair.send('decision.draft', { room, kind: 'vote', terms })
  const { round, seq } = await chair.send('decision.open', { room, decision })
  await chair.heard(room, seq)
  const { key } = chair.rooms.get(room)!.things.get(`decision/${decision}`) as Decision
  const at: SecretRound = { room, decision, round, key: key! }
  chair.leave()
  await laid.close()

  const voters: Voter[] = await Promise.all(
    people.map(async (person, index) => ({
      person,
      token: tokens[index]!,
      made: await blinded(at),
      own: null,
      leaf: null,
    })),
  )
  for (let kill = 1; kill <= kills + 1; kill++) {
    const hub = await prepareHubProcess(join(laid.folder, 'compiled')).start({ DATA_DIR: laid.folder })
    const voting = Promise.allSettled(voters.map((voter, index) => vote(hub, at, voter, index)))
    if (kill <= kills) await pause(random.below(120))
    else await voting
    if (kill > kills) {
      const member = await connectMember({ url: hub.url } as TestApp, people[0]!, { token: tokens[0]! })
      void member.send('decision.close', { room, decision }).catch(() => {})
      await pause(random.below(40))
      member.leave()
    }
    await hub.kill()
    // What was on its way when the hub died is asked again.
    for (const outcome of await voting) {
      if (outcome.status === 'rejected') expect(outcome.reason.name).toMatch(/^(TypeError|SyntaxError)$/)
    }
  }
  expect(voters.filter(({ leaf }) => leaf === null)).toEqual([])

  const app = await startTestApp({ folder: laid.folder })
  tidy.push(() => app.stop())
  const again = await connectMember(app, people[0]!, { token: tokens[0]! })
  await again.enter(room)
  await again.send('decision.close', { room, decision }).catch(() => {})
  const of = `${decision}:1`
  await until(async () => (await countSecretBallots(app.hub.store, of)) === 0, 20_000)
  const { ballots } = (await findSealed(app.hub.store, of))!
  const leaves = ballots.map(({ serial, nonce, content }) => leafOf({ serial, nonce, ballot: content }))
  expect(leaves).toEqual(voters.map(({ leaf }) => leaf!).sort())
  expect((await findRoundKey(app.hub.store, of))?.privateKey).toBeNull()
  const { decision: ended } = await again.ask('decision.find', { room, decision })
  expect(ended.result).toMatchObject({ votes: { '': { yes: 8, no: 4 } }, leaves: 12 })
  again.leave()
}, 180_000)
