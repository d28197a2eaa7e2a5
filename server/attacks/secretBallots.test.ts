import { createHash } from 'node:crypto'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { sharedStore, tidy } from '#server/testing/apps.ts'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { blinded, castAt, type SecretRound, tokenFor, tokenOf } from '#server/testing/secretVoters.ts'
import { settledDocuments } from '#server/testing/storeBytes.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'

const says = (word: 'yes' | 'no') => ({ kind: 'choice' as const, says: word })

async function hall(app: TestApp, size: number) {
  await buildCluster(app)
  const people = await buildPeople(app, Array(size).fill({}))
  const room = await buildLounge(app, { chair: people[0]!, members: people.slice(1) })
  const members = await Promise.all(people.map((person) => connectMember(app, person)))
  const chair = members[0]!
  await chair.enter(room)
  const held = (decision: string) => chair.rooms.get(room)!.things.get(`decision/${decision}`) as Decision
  tidy.push(async () => {
    for (const member of members) member.leave()
  })
  async function open(): Promise<SecretRound> {
    const terms = { title: '不记名', secrecy: 'secret' as const, preset: 'simpleMajority' as const }
    const { decision } = await chair.send('decision.draft', { room, kind: 'vote', terms })
    const { round, seq } = await chair.send('decision.open', { room, decision })
    await chair.heard(room, seq)
    return { room, decision, round, key: held(decision).key! }
  }
  async function close({ decision }: SecretRound): Promise<Decision> {
    await chair.send('decision.close', { room, decision })
    await until(() => held(decision).state === 'sealed', 20_000)
    return held(decision)
  }
  return { members, open, close }
}

test('before the seal no document, and after it nothing at all, joins a voter to a ballot, its time or its place in line', async () => {
  const lines: string[] = []
  const app = await startTestApp({
    env: { LOG_LEVEL: 'trace' },
    log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
  })
  tidy.push(() => app.stop())
  const { members, open, close } = await hall(app, 6)
  const at = await open()
  const made = await Promise.all(members.map(() => blinded(at)))
  const signed = await Promise.all(
    members.map(({ person, send }, index) => {
      const { room, decision, round } = at
      return send('ballot.token', { room, decision, round, seat: person, blinded: made[index]!.blinded })
    }),
  )
  const tokens = await Promise.all(made.map((one, index) => tokenOf(at, one, signed[index]!.signature)))
  const before = lines.length
  for (const [index, token] of tokens.entries()) {
    expect((await castAt(app, at, token, says(index < 4 ? 'yes' : 'no'))).ok).toBe(true)
  }
  // The vote itself is heard of by its progress alone: nothing was written to the log of the process.
  expect(lines.slice(before).filter((line) => /ballot/.test(line))).toEqual([])
  const rows = app.hub.store.connection.db!.collection('secretBallots')
  const ids = (await rows.find({}).toArray()).map(({ _id }) => String(_id))
  const ofSerial = ({ serial }: { serial: string }) =>
    `${at.decision}:1:${createHash('sha256').update(serial).digest('hex')}`
  expect(ids.sort()).toEqual(tokens.map(ofSerial).sort())
  const fields = (await rows.find({}).toArray()).flatMap((row) => Object.keys(row))
  expect([...new Set(fields)].sort()).toEqual(['_id', 'ballot', 'nonce', 'serial', 'signature'])
  expectApart(await settledDocuments(app.hub), members, tokens)

  await close(at)
  await until(async () => (await rows.countDocuments()) === 0)
  const after = await settledDocuments(app.hub)
  expectApart(after, members, tokens)
  for (const { blinded: hidden } of made) expect(after.filter((row) => row.includes(hidden))).toEqual([])
  for (const { signature } of signed) expect(after.filter((row) => row.includes(signature))).toEqual([])
  // All ballots stand in one document, in the order of their leaves, whatever order they came in.
  const opened = after.filter((row) => tokens.some(({ serial }) => row.includes(serial)))
  expect(opened.map((row) => row.split(' ')[0])).toEqual(['sealedBallots'])
  const said = lines.join('\n')
  for (const { serial, nonce, signature } of tokens) {
    for (const secret of [serial, nonce, signature]) expect(said).not.toContain(secret)
  }
}, 60_000)

/** No document that tells of one ballot names a person, a seat's token, or a moment. */
function expectApart(documents: string[], members: Member[], tokens: { serial: string; nonce: string }[]): void {
  const telling = documents.filter((row) =>
    tokens.some(({ serial, nonce }) => row.includes(serial) || row.includes(nonce)),
  )
  expect(telling.length).toBeGreaterThan(0)
  for (const row of telling) {
    expect(members.filter(({ person }) => row.includes(person))).toEqual([])
    expect(row).not.toMatch(/"(at|by|time|createdAt|updatedAt|address|ip|seat)":/)
    expect(row).not.toMatch(/"\d{4}-\d\d-\d\dT/)
  }
}

test('the key that signed is nowhere in the store in clear, and nowhere at all after the seal', async () => {
  const app = await startTestApp()
  tidy.push(() => app.stop())
  const { members, open, close } = await hall(app, 5)
  const at = await open()
  const keyRows = async () => (await settledDocuments(app.hub)).filter((row) => row.startsWith('roundKeys '))
  const [row = ''] = await keyRows()
  const { privateKey } = JSON.parse(row.slice('roundKeys '.length))
  expect(privateKey).toMatch(/^[\w-]{1500,}$/)
  // The first bytes of a PKCS #8 key of this size, in base64.
  expect((await settledDocuments(app.hub)).filter((text) => /MIIEv[QgAw]/.test(text))).toEqual([])
  for (const member of members) await castAt(app, at, await tokenFor(member, at), says('yes'))
  await close(at)
  await until(async () =>
    (await keyRows()).every((text) => JSON.parse(text.slice('roundKeys '.length)).privateKey === null),
  )
  expect((await settledDocuments(app.hub)).filter((text) => text.includes(privateKey))).toEqual([])
}, 60_000)

test('two processes at once: of two ballots with one token one is taken, of two tokens for a seat one is signed, and all that is acknowledged is counted', async () => {
  const mongo = await sharedStore()
  const env = { MONGODB_URI: mongo.uri }
  const [one, other] = await Promise.all([startTestApp({ env }), startTestApp({ env })])
  tidy.push(
    () => one.stop(),
    () => other.stop(),
  )
  const { members, open, close } = await hall(one, 8)
  // The other process reads the roll a few times a second.
  await until(() => members.every(({ person }) => other.hub.actorOf(person).isActive))
  const there = await Promise.all(members.map(({ person, token }) => connectMember(other, person, { token })))
  tidy.push(async () => {
    for (const member of there) member.leave()
  })
  const at = await open()
  const asked = await Promise.allSettled([tokenFor(members[7]!, at), tokenFor(there[7]!, at)])
  const [last] = asked.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const tokens = [...(await Promise.all(members.slice(0, 7).map((member) => tokenFor(member, at)))), last!]
  const pairs = tokens
    .slice(0, 6)
    .flatMap((token) => [castAt(one, at, token, says('yes')), castAt(other, at, token, says('no'))])
  const taken = (await Promise.all(pairs)).filter(({ ok }) => ok)
  expect(taken).toHaveLength(6)
  // The last two race the close on either process.
  const [closing, ...late] = await Promise.all([
    close(at),
    castAt(one, at, tokens[6]!, says('yes')),
    castAt(other, at, tokens[7]!, says('yes')),
  ])
  const acknowledged = 6 + late.filter(({ ok }) => ok).length
  expect(closing.result!.leaves).toBeGreaterThanOrEqual(acknowledged)
  const again = await Promise.all([
    castAt(other, at, tokens[6]!, says('yes')),
    castAt(one, at, tokens[7]!, says('yes')),
  ])
  // Once it is sealed, each learns for good whether their ballot was counted.
  expect(6 + again.filter(({ ok }) => ok).length).toBe(closing.result!.leaves)
}, 90_000)
