import { useEffect, useMemo } from 'react'
import { create, useStore } from 'zustand'
import { useSession } from '#client/members/me.store.ts'
import { send } from '#client/platform/hub.ts'
import { openReply } from '#client/platform/rest.ts'
import { serverNow } from '#client/platform/serverClock.ts'
import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import type { SecretCast, SecretReceipt } from '#shared/decisions/secret.contract.ts'
import { Refusal, type RefusalShape, type Reply } from '#shared/platform/refusal.ts'
import { indexedDbVotes, type SecretRow, type SecretVote } from './secretShelf.ts'
import { createSecretVotes, type SecretDoing, type SecretVotes } from './secretVotes.ts'
import { noteOnTheirWay } from './useVotesOnTheirWay.ts'

/** `unsupported`: this browser, or a page without HTTPS, can neither hide a serial nor keep a token. */
export type SecretPhase =
  | 'unsupported'
  | 'none'
  | 'gettingToken'
  | 'ready'
  | 'waiting'
  | 'casting'
  | 'retrying'
  | 'failed'
  | 'done'

const blinding = () => import('./blinding.ts')
const answerWithinMs = 20_000
/** A full hall does not ask in one moment. */
const spreadMs = 2000
const canBeSecret = () => Boolean(globalThis.crypto?.subtle && navigator.locks && globalThis.indexedDB)

/** Without cookies and without the page's address: nothing of it says whose ballot it is. */
async function castNameless(cast: SecretCast): Promise<SecretReceipt> {
  const reply = await fetch('/api/ballots', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(cast),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    keepalive: true,
    signal: AbortSignal.timeout(answerWithinMs),
  })
    .then(async (response) => (await response.json()) as Reply<SecretReceipt>)
    .catch(() => {
      throw new Refusal('unavailable', 'platform.offline')
    })
  return openReply(reply)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController()
    const end = () => {
      over.abort()
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(end, ms)
    addEventListener('online', end, { signal: over.signal })
    addEventListener('pagehide', end, { signal: over.signal })
    document.addEventListener('visibilitychange', end, { signal: over.signal })
  })
}

function open(person: string): { votes: SecretVotes; close(): void } {
  const channel = new BroadcastChannel(`chandelier.votes.${person}`)
  const votes = createSecretVotes({
    person,
    shelf: indexedDbVotes(),
    blind: async (key) => (await blinding()).blindSerial(key),
    unblind: async (...given) => (await blinding()).unblind(...given),
    newNonce: () =>
      Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, '0')).join(''),
    getToken: ({ room, decision, round, seat, blinded }) =>
      send('ballot.token', { room, decision, round, seat, blinded }),
    cast: castNameless,
    now: serverNow,
    pause,
    isLeaving: () => document.visibilityState === 'hidden',
    random: Math.random,
    alone: (name, work) => navigator.locks.request(name, work),
    announce: (id) => channel.postMessage(id),
  })
  const unsubscribe = votes.store.subscribe(({ rows }) => noteOnTheirWay(person, Object.values(rows).some(isOnItsWay)))
  channel.onmessage = ({ data }: MessageEvent<string>) => void votes.hear(data)
  void votes.resume()
  return {
    votes,
    close() {
      unsubscribe()
      votes.close()
      channel.close()
    },
  }
}

const isOnItsWay = ({ chosen, receipt, refusal }: SecretRow) => chosen !== null && receipt === null && refusal === null

/** The votes of whoever is signed in; null for a visitor, and where the browser cannot. */
const useVotes = create<{ votes: SecretVotes | null }>(() => ({ votes: null }))
let opened: { person: string; close(): void } | null = null

function follow(person: string | null): void {
  if (person === (opened?.person ?? null) || !canBeSecret()) return
  opened?.close()
  opened = null
  useVotes.setState({ votes: null })
  if (person === null) return
  const { votes, close } = open(person)
  opened = { person, close }
  useVotes.setState({ votes })
}
useSession.subscribe(({ me }) => follow(me?.person.id ?? null))
follow(useSession.getState().me?.person.id ?? null)

function phaseOf(row: SecretRow | undefined, doing: SecretDoing): SecretPhase {
  if (row?.receipt) return 'done'
  if (row?.refusal) return 'failed'
  if (doing === 'retrying') return 'retrying'
  if (!row) return 'none'
  if (row.chosen) return doing === 'casting' ? 'casting' : row.token?.signature ? 'waiting' : 'gettingToken'
  return row.token?.signature ? 'ready' : 'gettingToken'
}

export interface SecretVoting {
  phase: SecretPhase
  /** Of the hub's final no, with `phase` failed. */
  refusal: RefusalShape | null
  /** The leaf of one's own ballot, and the hub's word that it has it, once it is cast. */
  receipt: SecretReceipt | null
  /** The ballot is safe once this resolves; it goes by itself. `closesAt` in ms since 1970. */
  cast(ballot: Ballot, closesAt: number | null): Promise<void>
  /** Once more, after a no. */
  retry(): Promise<void>
  /** Lets the ballot be filled in anew, where the hub could not read it. */
  takeBack(): Promise<void>
}

const nothing = { getState: noState, getInitialState: noState, subscribe: () => () => undefined }
const empty = { rows: {}, doing: {} }
function noState() {
  return empty
}

/**
 * One's own secret vote for a seat. As long as voting is open, and this page is looked at, it gets the token ready, so that
 * nobody can pair the moment of the token with that of the ballot. `prepares` is false where others may vote for the seat too.
 */
export function useSecretVote(vote: SecretVote, { prepares }: { prepares: boolean }): SecretVoting {
  const votes = useVotes((state) => state.votes)
  const id = votes?.idOf(vote) ?? ''
  const row = useStore(votes?.store ?? nothing, ({ rows }) => (rows as Record<string, SecretRow>)[id])
  const doing = useStore(votes?.store ?? nothing, (state) => (state.doing as Record<string, SecretDoing>)[id] ?? null)
  // The same vote in a new object is the same vote.
  const asText = JSON.stringify(vote)
  useEffect(() => {
    if (votes && prepares) return prepareSoon(votes, JSON.parse(asText) as SecretVote)
  }, [votes, prepares, asText])
  return useMemo(() => {
    const same = JSON.parse(asText) as SecretVote
    return {
      phase: votes ? phaseOf(row, doing) : 'unsupported',
      refusal: row?.refusal ?? null,
      receipt: row?.receipt ?? null,
      cast: async (ballot, closesAt) => votes?.cast(same, ballot, closesAt),
      retry: async () => votes?.retry(same),
      takeBack: async () => votes?.takeBack(same),
    }
  }, [votes, row, doing, asText])
}

/** From a page that somebody looks at: a token stays with the device that fetched it. */
function prepareSoon(votes: SecretVotes, vote: SecretVote): () => void {
  const over = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const begin = () => {
    if (document.visibilityState !== 'visible' || timer !== undefined) return
    timer = setTimeout(() => void votes.prepare(vote), Math.random() * spreadMs)
  }
  document.addEventListener('visibilitychange', begin, { signal: over.signal })
  begin()
  return () => {
    over.abort()
    clearTimeout(timer)
  }
}
