import { describe, expect, test } from 'vitest'
import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import { canonicalJson, leafOf } from '#shared/decisions/leaves.ts'
import type { SecretCast } from '#shared/decisions/secret.contract.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import type { SecretRow, SecretShelf, SecretVote } from './secretShelf.ts'
import { createSecretVotes, type SecretSurroundings } from './secretVotes.ts'

const vote: SecretVote = { room: 'r', decision: 'd', round: 1, seat: 'lin', key: 'k', delaySeconds: 5 }
const yes: Ballot = { kind: 'choice', says: 'yes' }
const no: Ballot = { kind: 'choice', says: 'no' }

let serials = 0
const hex32 = () => (++serials).toString(16).padStart(64, '0')

/** Keeps what a device keeps, over all the pages that come and go. */
function device() {
  const rows = new Map<string, SecretRow>()
  const shelf: SecretShelf = {
    all: async (person) => [...rows.values()].filter((row) => row.person === person),
    find: async (id) => rows.get(id) ?? null,
    async put(id, change) {
      const next = change(rows.get(id) ?? null)
      if (next) rows.set(id, structuredClone(next))
      return next ?? rows.get(id) ?? null
    },
  }
  return { shelf, rows }
}

/** The hub's half: one token for a seat, one ballot for a serial, the same answer to the same again. */
function hub() {
  const tokens = new Map<string, string>()
  const ballots = new Map<string, SecretCast>()
  let refuses: Refusal | null = null
  return {
    tokens,
    ballots,
    refuseWith(refusal: Refusal | null) {
      refuses = refusal
    },
    async getToken({ seat, blinded }: { seat: string; blinded: string }) {
      if (refuses) throw refuses
      if ((tokens.get(seat) ?? blinded) !== blinded) throw new Refusal('conflict', 'decisions.tokenElsewhere')
      tokens.set(seat, blinded)
      return { signature: `signed ${blinded}` }
    },
    async cast(cast: SecretCast) {
      if (refuses) throw refuses
      const held = ballots.get(cast.serial) ?? cast
      if (canonicalJson(held) !== canonicalJson(cast)) throw new Refusal('conflict', 'decisions.tokenUsed')
      ballots.set(cast.serial, cast)
      return { leaf: leafOf(cast), receipt: `receipt of ${leafOf(cast)}` }
    },
  }
}
type FakeHub = ReturnType<typeof hub>

/** One page after the other, or beside each other with the same `locks`. `step` may end the page at any point by never coming back. */
function page(
  given: {
    shelf: SecretShelf
    hub: FakeHub
    step?: () => Promise<void>
    locks?: ReturnType<typeof locksOfBrowser>
  } & Partial<SecretSurroundings>,
) {
  const { shelf, hub: at, step = async () => {}, locks = locksOfBrowser(), ...rest } = given
  const around =
    <Args extends unknown[], Result>(deed: (...args: Args) => Promise<Result>) =>
    async (...args: Args) => {
      await step()
      const result = await deed(...args)
      await step()
      return result
    }
  const votes = createSecretVotes({
    person: 'lin',
    shelf: { all: shelf.all, find: shelf.find, put: around(shelf.put) },
    blind: async () => ({ serial: hex32(), blinded: hex32(), inverse: 'i' }),
    unblind: async (_key, { serial }) => `token of ${serial}`,
    newNonce: hex32,
    getToken: around(at.getToken),
    cast: around(at.cast),
    now: () => 1_000_000,
    pause: async () => {},
    isLeaving: () => false,
    random: () => 0.5,
    alone: locks,
    announce: () => {},
    ...rest,
  })
  const row = () => votes.store.getState().rows[votes.idOf(vote)] ?? null
  return { votes, row }
}

/** As `navigator.locks`: one piece of work by a name at a time. */
function locksOfBrowser() {
  const turns = new Map<string, Promise<void>>()
  return (name: string, work: () => Promise<void>): Promise<void> => {
    const turn = (turns.get(name) ?? Promise.resolve()).catch(() => {}).then(work)
    turns.set(name, turn)
    return turn
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 15))

test('one tap: the token was fetched before, the ballot goes, and only leaf and receipt stay on the device', async () => {
  const [{ shelf, rows }, at] = [device(), hub()]
  const { votes, row } = page({ shelf, hub: at })
  await votes.prepare(vote)
  await settled()
  expect(row()?.token?.signature).toBe(`token of ${row()?.token?.serial}`)
  expect(at.ballots.size).toBe(0)
  await votes.cast(vote, yes, null)
  await settled()
  const [cast] = [...at.ballots.values()]
  expect(cast?.ballot).toEqual(yes)
  expect(row()?.receipt?.leaf).toBe(leafOf(cast!))
  const kept = JSON.stringify([...rows.values()])
  for (const trace of [cast!.serial, cast!.nonce, cast!.signature, '"yes"']) expect(kept).not.toContain(trace)
})

test('whatever moment the page dies at, the next one casts the ballot once and has the receipt', async () => {
  for (let lifetime = 1; lifetime <= 16; lifetime++) {
    const [{ shelf }, at] = [device(), hub()]
    let steps = 0
    const dies = () => (++steps > lifetime ? new Promise<void>(() => {}) : Promise.resolve())
    const first = page({ shelf, hub: at, step: dies })
    void first.votes.prepare(vote).then(() => first.votes.cast(vote, yes, null))
    await settled()
    const second = page({ shelf, hub: at })
    await second.votes.resume()
    await second.votes.cast(vote, yes, null)
    await settled()
    expect([lifetime, at.ballots.size, at.tokens.size]).toEqual([lifetime, 1, 1])
    expect(second.row()?.receipt?.leaf).toBe(leafOf([...at.ballots.values()][0]!))
  }
})

test('two tabs cast once, and what was said first stays', async () => {
  const [{ shelf }, at, locks] = [device(), hub(), locksOfBrowser()]
  const [one, other] = [page({ shelf, hub: at, locks }), page({ shelf, hub: at, locks })]
  await Promise.all([one.votes.prepare(vote), other.votes.prepare(vote)])
  await Promise.all([one.votes.cast(vote, yes, null), other.votes.cast(vote, no, null)])
  await settled()
  expect([...at.ballots.values()].map(({ ballot }) => ballot)).toEqual([yes])
  expect(at.tokens.size).toBe(1)
})

test('a ballot that was chosen while the token is on its way goes once the token is here', async () => {
  const [{ shelf }, at] = [device(), hub()]
  let give = () => {}
  const wait = new Promise<void>((resolve) => {
    give = resolve
  })
  const { votes, row } = page({
    shelf,
    hub: at,
    getToken: async (ask) => {
      await wait
      return at.getToken(ask)
    },
  })
  await votes.cast(vote, yes, null)
  await settled()
  expect([row()?.chosen?.ballot, at.ballots.size]).toEqual([yes, 0])
  give()
  await settled()
  expect(row()?.receipt).not.toBeNull()
})

test('a lost network is waited for, and the same ballot goes again', async () => {
  const [{ shelf }, at] = [device(), hub()]
  const pauses: number[] = []
  let calls = 0
  const { votes, row } = page({
    shelf,
    hub: at,
    pause: async (ms) => void pauses.push(ms),
    cast: async (cast) => {
      const answer = await at.cast(cast)
      if (++calls < 3) throw new Refusal('unavailable', 'platform.offline')
      return answer
    },
  })
  await votes.cast(vote, yes, null)
  await settled()
  expect([calls, at.ballots.size, row()?.receipt?.leaf]).toEqual([3, 1, leafOf([...at.ballots.values()][0]!)])
  expect(pauses.length).toBeGreaterThanOrEqual(3)
})

describe('the time before a ballot goes', () => {
  const waitOf = async (given: { delaySeconds: number; closesAt: number | null; isLeaving?: boolean }) => {
    const [{ shelf }, at, pauses] = [device(), hub(), [] as number[]]
    const { votes } = page({
      shelf,
      hub: at,
      random: () => 0.999,
      isLeaving: () => given.isLeaving ?? false,
      pause: async (ms) => void pauses.push(ms),
    })
    await votes.cast({ ...vote, delaySeconds: given.delaySeconds }, yes, given.closesAt)
    await settled()
    expect(at.ballots.size).toBe(1)
    return pauses
  }

  test('is by chance up to the seconds of the decision', async () => {
    expect(await waitOf({ delaySeconds: 5, closesAt: null })).toEqual([4995])
    expect(await waitOf({ delaySeconds: 0, closesAt: null })).toEqual([])
  })
  test('leaves half of what is left before the vote closes', async () => {
    expect(await waitOf({ delaySeconds: 5, closesAt: 1_002_000 })).toEqual([999])
    expect(await waitOf({ delaySeconds: 5, closesAt: 999_000 })).toEqual([])
  })
  test('is cut short where the page is left', async () => {
    expect(await waitOf({ delaySeconds: 60, closesAt: null, isLeaving: true })).toEqual([])
  })
})

describe('a no of the hub', () => {
  test('stays until the voter tries again, and nothing of the ballot is lost', async () => {
    const [{ shelf }, at] = [device(), hub()]
    const { votes, row } = page({ shelf, hub: at })
    await votes.prepare(vote)
    await settled()
    at.refuseWith(new Refusal('wrong_state', 'decisions.closedBefore'))
    await votes.cast(vote, yes, null)
    await settled()
    expect([row()?.refusal?.key, row()?.chosen?.ballot]).toEqual(['decisions.closedBefore', yes])
    at.refuseWith(null)
    await votes.retry(vote)
    await settled()
    expect([row()?.refusal, row()?.receipt?.leaf]).toEqual([null, leafOf([...at.ballots.values()][0]!)])
  })

  test('to a ballot that it cannot read lets it be filled in anew; to another it does not', async () => {
    const [{ shelf }, at] = [device(), hub()]
    const { votes, row } = page({ shelf, hub: at })
    await votes.prepare(vote)
    await settled()
    at.refuseWith(new Refusal('conflict', 'decisions.tokenUsed'))
    await votes.cast(vote, yes, null)
    await settled()
    await votes.takeBack(vote)
    expect(row()?.chosen?.ballot).toEqual(yes)
    at.refuseWith(new Refusal('invalid_input', 'platform.checkInput'))
    await votes.retry(vote)
    await settled()
    at.refuseWith(null)
    await votes.takeBack(vote)
    expect(row()?.chosen).toBeNull()
    await votes.cast(vote, no, null)
    await settled()
    expect([...at.ballots.values()].map(({ ballot }) => ballot)).toEqual([no])
  })

  test('because the token was fetched on another device is told', async () => {
    const [here, elsewhere, at] = [device(), device(), hub()]
    const other = page({ shelf: elsewhere.shelf, hub: at })
    await other.votes.prepare(vote)
    await settled()
    const { votes, row } = page({ shelf: here.shelf, hub: at })
    await votes.cast(vote, yes, null)
    await settled()
    expect([row()?.refusal?.key, at.ballots.size]).toEqual(['decisions.tokenElsewhere', 0])
  })
})

test('a token that is signed by another key is not used', async () => {
  const [{ shelf }, at] = [device(), hub()]
  const { votes, row } = page({ shelf, hub: at, unblind: () => Promise.reject(new Error('invalid signature')) })
  await votes.cast(vote, yes, null)
  await settled()
  expect([row()?.refusal?.key, at.ballots.size]).toEqual(['decisions.keyDiffers', 0])
})

test('a receipt for another leaf is no receipt', async () => {
  const [{ shelf }, at] = [device(), hub()]
  const { votes, row } = page({ shelf, hub: at, cast: async () => ({ leaf: hex32(), receipt: 'r' }) })
  await votes.cast(vote, yes, null)
  await settled()
  expect([row()?.refusal?.key, row()?.receipt]).toEqual(['decisions.leafDiffers', null])
})

test('a reason goes as the hub reads it, without blanks around it', async () => {
  const [{ shelf }, at] = [device(), hub()]
  const { votes } = page({ shelf, hub: at })
  await votes.cast(vote, { kind: 'choice', says: 'no', reason: ' too dim \n' }, null)
  await settled()
  expect([...at.ballots.values()][0]?.ballot).toEqual({ kind: 'choice', says: 'no', reason: 'too dim' })
})
