import { randomBytes } from 'node:crypto'
import { blinded, type SecretRound, type Token, tokenOf } from '#server/testing/secretVoters.ts'
import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import { leafOf } from '#shared/decisions/leaves.ts'
import type { SecretReceipt } from '#shared/decisions/secret.contract.ts'
import { verifyPackage } from '#shared/decisions/verify.shape.ts'
import { conditionsOf } from './conditions.ts'
import { ours, type Ready } from './contestants.ts'
import { rounded } from './latencies.ts'
import { cpuSeconds } from './processFigures.ts'
import { type Voters, votersOf } from './voters.ts'

const kinds = ['named', 'confidential', 'secret'] as const
type Kind = (typeof kinds)[number]

const words = ['yes', 'no', 'abstain'] as const
const ballotOf = (voter: number): Ballot => ({ kind: 'choice', says: words[voter % 3]! })
const resultLookMs = 10
const longestWaitMs = 120_000

interface VoteAsk {
  folder: string
  profileFolder?: string | undefined
  voters: number
  seconds: number
  only?: readonly Kind[]
}

/**
 * So many voters cast within so many seconds in one vote, of each kind in turn, at even distances however the hub fares; then
 * it is closed, and every receipt is looked for among the leaves.
 */
export async function runVote(
  { folder, profileFolder, voters, seconds, only = kinds }: VoteAsk,
  say: (line: string) => void,
) {
  const contestant = ours({ folder, profileFolder })
  const found: Partial<Record<Kind, Awaited<ReturnType<typeof measured>>>> = {}
  try {
    for (const kind of only) {
      const hub = await contestant.start({ name: kind, members: voters, rooms: 1, load: { kind: 'idle' } })
      try {
        found[kind] = await measured(hub, { kind, voters, seconds })
        say(`${kind}: ${JSON.stringify(found[kind])}`)
      } finally {
        await hub.stop()
      }
    }
  } finally {
    await contestant.close()
  }
  const isRight = Object.values(found).every(
    ({ lost, added, double, isSound }) => lost + added + double === 0 && isSound,
  )
  const lengths = { seconds, warmUpSeconds: 0, patienceMs: longestWaitMs, rounds: 1 }
  return { scenario: 'vote', voters, ...found, isRight, conditions: conditionsOf(folder, lengths) }
}

async function measured(hub: Ready, { kind, voters, seconds }: Pick<VoteAsk, 'voters' | 'seconds'> & { kind: Kind }) {
  const at = await votersOf(hub)
  const room = hub.rooms[0]!
  const terms = { title: 'Bench', secrecy: kind, preset: 'simpleMajority' as const, isChangeable: false }
  const { decision, round } = await at.send(0, 'poll.open', { room, terms })
  const find = async () => (await at.ask(0, 'decision.find', { room, decision })).decision
  const place = { room, decision, round, key: (await find()).key ?? '' }
  const secret = kind === 'secret' ? await tokensFor(at, place, { voters, seconds }) : null
  await at.lag()
  const cpuBefore = cpuSeconds(hub.pid!)
  const casting = await paced({ voters, seconds }, (voter) =>
    secret ? castSecretly(at, place, secret.answers[voter]!, voter) : castOpenly(at, place, voter),
  )
  const cpuMsPerCast = rounded((1000 * (cpuSeconds(hub.pid!) - cpuBefore)) / voters)
  const eventLoopLagMs = await at.lag()
  const closedAt = performance.now()
  await at.send(0, 'decision.close', { room, decision })
  while ((await find()).state !== 'sealed') {
    if (performance.now() - closedAt > longestWaitMs) throw new Error('nothing was sealed')
    await new Promise((resolve) => setTimeout(resolve, resultLookMs))
  }
  const resultMs = rounded(performance.now() - closedAt)
  const pack = await at.ask(0, 'decision.package', { room, decision })
  const [leaves, receipts] = [new Set(pack.leaves), new Set(casting.answers)]
  return {
    cast: casting.times,
    cpuMsPerCast,
    resultMs,
    eventLoopLagMs,
    lost: casting.answers.filter((leaf) => !leaves.has(leaf)).length,
    added: pack.leaves.filter((leaf) => !receipts.has(leaf)).length,
    double: pack.leaves.length - leaves.size,
    isSound: (await verifyPackage({ raw: pack })).isSound,
    // Each token is signed once, and verified with its ballot, which gets the hub's word.
    ...(secret ? { token: secret.times, signatures: { blindRsa: voters, rsaVerified: voters, ed25519: voters } } : {}),
  }
}

async function castOpenly(at: Voters, { room, decision, round }: SecretRound, voter: number): Promise<string> {
  const [ballot, seat] = [ballotOf(voter), at.people[voter]!]
  const nonce = randomBytes(32).toString('hex')
  const receipt = await at.send(voter, 'ballot.cast', { room, decision, round, seat, ballot, nonce })
  return leafOf({ serial: receipt.serial, nonce, ballot })
}

async function castSecretly(
  at: Voters,
  { decision, round }: SecretRound,
  token: Token,
  voter: number,
): Promise<string> {
  const { leaf } = (await at.post('/api/ballots', {
    decision,
    round,
    ...token,
    ballot: ballotOf(voter),
  })) as SecretReceipt
  return leaf
}

/** Blinding and unblinding are the voters' own work, done before and after: only the hub's signing is timed. */
async function tokensFor(at: Voters, place: SecretRound, lengths: { voters: number; seconds: number }) {
  const made: Awaited<ReturnType<typeof blinded>>[] = []
  for (let voter = 0; voter < lengths.voters; voter++) made.push(await blinded(place))
  const { room, decision, round } = place
  const { times, answers } = await paced(lengths, async (voter) => {
    const ask = { room, decision, round, seat: at.people[voter]!, blinded: made[voter]!.blinded }
    return (await at.send(voter, 'ballot.token', ask)).signature
  })
  const tokens: Token[] = []
  for (const [voter, signature] of answers.entries()) tokens.push(await tokenOf(place, made[voter]!, signature))
  return { times, answers: tokens }
}

/** Each voter's deed when it is due, whether or not those before are done; late is late. */
async function paced<Answer>(
  { voters, seconds }: { voters: number; seconds: number },
  deed: (voter: number) => Promise<Answer>,
) {
  const startedAt = performance.now()
  const times: number[] = []
  const answers = await Promise.all(
    Array.from({ length: voters }, async (_, voter) => {
      const dueAt = startedAt + (voter * seconds * 1000) / voters
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueAt - performance.now())))
      const answer = await deed(voter)
      times.push(performance.now() - dueAt)
      return answer
    }),
  )
  const sorted = times.sort((one, other) => one - other)
  const of = (share: number) => rounded(sorted[Math.ceil(share * sorted.length) - 1]!)
  return { answers, times: { p50: of(0.5), p95: of(0.95), p99: of(0.99), max: of(1), count: sorted.length } }
}
