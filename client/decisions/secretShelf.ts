import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import type { SecretReceipt } from '#shared/decisions/secret.contract.ts'
import type { RefusalShape } from '#shared/platform/refusal.ts'

/** One vote in one round of a secret decision. */
export interface SecretVote {
  room: string
  decision: string
  round: number
  seat: string
  /** Of the round, as its log names it: SPKI in base64. */
  key: string
  delaySeconds: number
}

/** A vote on its way. All that could tell whose ballot it was leaves the device with the receipt. */
export interface SecretRow {
  id: string
  person: string
  vote: SecretVote
  /** Null once the receipt is here. */
  token: { serial: string; blinded: string; inverse: string; nonce: string; signature: string | null } | null
  /** What is to be cast, and not before when; null until the voter has said so, and once it is cast. */
  chosen: { ballot: Ballot; notBefore: number } | null
  receipt: SecretReceipt | null
  /** The hub's final no, until the voter tries again. */
  refusal: RefusalShape | null
}

export const secretRowId = (person: string, { decision, round, seat }: Omit<SecretVote, 'room'>) =>
  `${person}/${decision}/${round}/${seat}`

/** Where tokens and ballots on their way lie: a token that is lost cannot be had again. All tabs see the same. */
export interface SecretShelf {
  all(person: string): Promise<SecretRow[]>
  find(id: string): Promise<SecretRow | null>
  /** Adds a row, or changes the one that is there, in one go: `change` is given what is there and tells what is to be, null for no change. */
  put(id: string, change: (held: SecretRow | null) => SecretRow | null): Promise<SecretRow | null>
}

interface Shelves extends DBSchema {
  votes: { key: string; value: SecretRow; indexes: { person: string } }
}

/** Rejects where the browser keeps nothing, as in some private windows. */
export function indexedDbVotes(name = 'chandelier.votes'): SecretShelf {
  let opened: Promise<IDBPDatabase<Shelves>> | null = null
  const open = () => {
    opened ??= openDB<Shelves>(name, 1, {
      upgrade(database) {
        database.createObjectStore('votes', { keyPath: 'id' }).createIndex('person', 'person')
      },
      blocking: (_, __, event) => (event.target as IDBDatabase).close(),
      terminated: () => {
        opened = null
      },
    })
    return opened
  }
  return {
    all: async (person) => (await open()).getAllFromIndex('votes', 'person', person),
    find: async (id) => (await (await open()).get('votes', id)) ?? null,
    async put(id, change) {
      const transaction = (await open()).transaction('votes', 'readwrite', { durability: 'strict' })
      const held = (await transaction.store.get(id)) ?? null
      const next = change(held)
      if (next) await transaction.store.put(next)
      await transaction.done
      return next ?? held
    },
  }
}
