import { createStore } from 'zustand/vanilla'
import { retryAfter } from '#client/platform/retry.ts'
import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import { leafOf } from '#shared/decisions/leaves.ts'
import type { SecretCast, SecretReceipt } from '#shared/decisions/secret.contract.ts'
import { Refusal, type RefusalCode } from '#shared/platform/refusal.ts'
import { type SecretRow, type SecretShelf, type SecretVote, secretRowId } from './secretShelf.ts'

export interface SecretSurroundings {
  person: string
  shelf: SecretShelf
  blind(key: string): Promise<{ serial: string; blinded: string; inverse: string }>
  unblind(key: string, token: { serial: string; blinded: string; inverse: string }, signature: string): Promise<string>
  newNonce(): string
  /** Signed in, over the live connection. Throws a Refusal. */
  getToken(ask: SecretVote & { blinded: string }): Promise<{ signature: string }>
  /** Without any sign of who it is. Throws a Refusal. */
  cast(cast: SecretCast): Promise<SecretReceipt>
  now(): number
  /** Resolves after so many ms, or sooner where there is a connection again or the page is left. */
  pause(ms: number): Promise<void>
  /** The page is being left: what waits goes at once, or it might never. */
  isLeaving(): boolean
  /** From 0 up to 1. */
  random(): number
  /** Runs the work in one tab at a time. */
  alone(name: string, work: () => Promise<void>): Promise<void>
  /** Tells the other tabs that a vote has changed. */
  announce(id: string): void
}

/** What the row cannot tell: what is being done this moment. */
export type SecretDoing = 'gettingToken' | 'casting' | 'retrying' | null

export interface SecretState {
  rows: Readonly<Record<string, SecretRow>>
  doing: Readonly<Record<string, SecretDoing>>
}

const passing = new Set<RefusalCode>(['unavailable', 'too_many_requests', 'internal', 'not_signed_in'])
/** After so many answers that something broke, the voter is told. */
const longestPatience = 8

/**
 * Secret votes of one person on this device. Each step is written down before the next: token asked for, token here, ballot
 * chosen, receipt. Cut short anywhere it is gone on with, by whatever tab is open, and what was sent goes again as it was.
 */
export function createSecretVotes(at: SecretSurroundings) {
  const store = createStore<SecretState>(() => ({ rows: {}, doing: {} }))
  /** Votes that are being gone on with, and whether something has come up meanwhile. */
  const running = new Map<string, { isAskedAgain: boolean }>()
  let isOver = false

  const show = (row: SecretRow) => store.setState(({ rows }) => ({ rows: { ...rows, [row.id]: row } }))
  const say = (id: string, what: SecretDoing) => store.setState(({ doing }) => ({ doing: { ...doing, [id]: what } }))

  async function put(id: string, change: (held: SecretRow | null) => SecretRow | null): Promise<SecretRow | null> {
    const row = await at.shelf.put(id, change)
    if (row) show(row)
    at.announce(id)
    return row
  }
  const change = (id: string, given: Partial<SecretRow>) => put(id, (held) => held && { ...held, ...given })

  /** Goes on with a vote for as long as there is something to do without the voter. */
  function run(id: string): void {
    const present = running.get(id)
    if (present) present.isAskedAgain = true
    if (present || isOver) return
    const mine = { isAskedAgain: false }
    running.set(id, mine)
    void at
      .alone(`chandelier.vote.${id}`, () => goOn(id))
      .catch(() => undefined)
      .finally(() => {
        running.delete(id)
        say(id, null)
        if (mine.isAskedAgain) run(id)
      })
  }

  async function goOn(id: string): Promise<void> {
    for (let failures = 0; !isOver; ) {
      const row = await at.shelf.find(id)
      if (!row) return
      show(row)
      const step = stepOf(row)
      if (!step) return
      try {
        await step()
        failures = 0
      } catch (thrown) {
        const refusal = thrown instanceof Refusal ? thrown : new Refusal('internal', 'platform.internal')
        failures++
        if (!passing.has(refusal.code) || (refusal.code === 'internal' && failures >= longestPatience)) {
          const { code, key, details } = refusal
          await change(id, { refusal: { code, key, details } })
          return
        }
        say(id, 'retrying')
        await at.pause(refusal.details.retryAfterMs ?? retryAfter(failures))
      }
    }
  }

  function stepOf(row: SecretRow): (() => Promise<unknown>) | null {
    const { token, chosen, receipt, refusal } = row
    if (receipt || refusal || !token) return null
    if (token.signature === null) return () => fetchToken(row, token)
    return chosen ? () => castRow(row, token, chosen) : null
  }

  async function fetchToken({ id, vote }: SecretRow, token: NonNullable<SecretRow['token']>) {
    say(id, 'gettingToken')
    const { signature } = await at.getToken({ ...vote, blinded: token.blinded })
    const whole = await at.unblind(vote.key, token, signature).catch(() => {
      // Signed by another key than the one that everybody was shown: such a token could be told from others.
      throw new Refusal('not_allowed', 'decisions.keyDiffers')
    })
    await change(id, { token: { ...token, signature: whole } })
  }

  async function castRow(
    { id, vote }: SecretRow,
    token: NonNullable<SecretRow['token']>,
    { ballot, notBefore }: NonNullable<SecretRow['chosen']>,
  ) {
    say(id, null)
    const rest = Math.min(notBefore - at.now(), vote.delaySeconds * 1000)
    if (rest > 0 && !at.isLeaving()) await at.pause(rest)
    if (isOver) return
    say(id, 'casting')
    const { decision, round } = vote
    const { serial, nonce, signature } = token
    const receipt = await at.cast({ decision, round, serial, nonce, signature: signature!, ballot })
    if (receipt.leaf !== leafOf({ serial, nonce, ballot })) throw new Refusal('conflict', 'decisions.leafDiffers')
    // From here on nothing on this device tells what was voted.
    await change(id, { receipt, chosen: null, token: null })
  }

  const idOf = (vote: SecretVote) => secretRowId(at.person, vote)

  /** Gets the token ready; does nothing where it is here or on its way. */
  async function prepare(vote: SecretVote): Promise<void> {
    const id = idOf(vote)
    if (!(await at.shelf.find(id))) {
      const token = { ...(await at.blind(vote.key)), nonce: at.newNonce(), signature: null }
      const fresh = { id, person: at.person, vote, token, chosen: null, receipt: null, refusal: null }
      await put(id, (held) => held ?? fresh)
    }
    const row = await at.shelf.find(id)
    if (row) show(row)
    run(id)
  }

  return {
    store,
    idOf,
    prepare,
    /** The voter has decided. Safe from here on, whatever happens to page or connection; the first decision stays. */
    async cast(vote: SecretVote, ballot: Ballot, closesAt: number | null): Promise<void> {
      await prepare(vote)
      const left = closesAt === null ? Number.POSITIVE_INFINITY : (closesAt - at.now()) / 2
      const longest = Math.max(0, Math.min(vote.delaySeconds * 1000, left))
      const notBefore = at.now() + Math.floor(at.random() * longest)
      await put(idOf(vote), (held) =>
        held && !held.chosen && !held.receipt
          ? { ...held, chosen: { ballot: asRead(ballot), notBefore }, refusal: null }
          : null,
      )
      run(idOf(vote))
    },
    /** Tries once more after the hub's no. */
    async retry(vote: SecretVote): Promise<void> {
      await change(idOf(vote), { refusal: null })
      run(idOf(vote))
    },
    /** Takes a ballot back that the hub cannot read, so that it can be filled in anew. */
    async takeBack(vote: SecretVote): Promise<void> {
      await put(idOf(vote), (held) =>
        held?.refusal?.code === 'invalid_input' ? { ...held, chosen: null, refusal: null } : null,
      )
      run(idOf(vote))
    },
    /** Goes on with whatever is on its way. */
    async resume(): Promise<void> {
      for (const row of await at.shelf.all(at.person)) {
        show(row)
        if (stepOf(row)) run(row.id)
      }
    },
    /** News of another tab. */
    async hear(id: string): Promise<void> {
      const row = await at.shelf.find(id)
      if (!row || row.person !== at.person) return
      show(row)
      if (stepOf(row)) run(id)
    },
    close() {
      isOver = true
      store.setState({ rows: {}, doing: {} })
    },
  }
}

/** As the hub reads it: the leaf is made over the same bytes on both sides. */
function asRead(ballot: Ballot): Ballot {
  if (ballot.kind !== 'choice') return ballot
  const reason = ballot.reason?.trim()
  return { kind: 'choice', says: ballot.says, ...(reason ? { reason } : {}) }
}

export type SecretVotes = ReturnType<typeof createSecretVotes>
