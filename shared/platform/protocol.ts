import type { Thing } from './contract.ts'
import type { Reply } from './refusal.ts'
import type { Entry, Sync } from './roomLog.ts'

/** Rooms whose heads one socket may hear. */
export const mostFollowed = 300

/** The whole wire protocol over Socket.IO: each event has one object as argument, and an acknowledgement where a Reply is named. */
export interface ClientToServer {
  /** `name` and `input` as in `shared/contract.ts`. */
  command(ask: { name: string; cid: string; input: unknown }, reply: (reply: Reply<unknown>) => void): void
  query(ask: { name: string; input: unknown }, reply: (reply: Reply<unknown>) => void): void
  /** Start listening to a room. `seq` and `hash` name the last entry one has; without them the answer is a fresh page. */
  enter(ask: { room: string; seq?: number; hash?: string }, reply: (reply: Reply<Entered>) => void): void
  leave(ask: { room: string }): void
  /** Entries `after < seq <= upTo`, at most 500 of them. */
  range(ask: { room: string; after: number; upTo: number }, reply: (reply: Reply<{ entries: Entry[] }>) => void): void
  /** Hear the heads of rooms that one lists but has not entered, at most `mostFollowed`. */
  follow(ask: { rooms: string[] }, reply: (reply: Reply<{ heads: HeadDigest[] }>) => void): void
  typing(ask: { room: string }): void
  /** Nobody touches this device any more, or again. */
  away(ask: { isAway: boolean }): void
}

export interface Entered {
  sync: Sync
  /** One's own place on the room's roll; null for a reader who has not joined. */
  seat: Thing | null
  serverTime: number
}

export interface HeadDigest {
  room: string
  seq: number
  n: number
}

/** Everything here but `entries` is un-numbered and may be lost. */
export interface ServerToClient {
  entries(frame: { room: string; entries: Entry[] }): void
  heads(digest: { heads: HeadDigest[] }): void
  typing(sign: { room: string; person: string }): void
  /** Who is there and at a device (`here`), there but away from every device (`away`), or there no more. With `isWhole` that replaces
   * what was known; otherwise it tells what changed. At most 200 of each are named, and none to who only follows the room. */
  presence(sign: {
    room: string
    isWhole: boolean
    here: string[]
    away: string[]
    gone: string[]
    count: number
  }): void
  /** One's own marker moved, on this device or another. */
  marker(sign: { room: string; n: number; seq: number }): void
  /** How far members have read since, in a room that one has entered. */
  markers(sign: { room: string; markers: { person: string; n: number; seq: number }[] }): void
  /** How far a vote in a room that one has entered has come; at most twice a second, and never fewer than before within a round. */
  'decision.progress'(sign: {
    room: string
    decision: string
    round: number
    cast: number
    of: number
    byClass: Record<string, { cast: number; of: number }>
    /** In a secret vote: seats whose token has been fetched. */
    issued?: number
    /** Only where it is shown while voting goes on. */
    tally?: Record<string, number>
  }): void
  /** Somebody in the cluster says something else of their whereabouts. */
  status(sign: {
    status: { person: string; text: string; emoji: string | null; until: number | null; at: number }
  }): void
  /** A list that one sees has changed: read it again. */
  hint(sign: { board: 'rooms' | 'mails' | 'notices' | 'standing' | 'blocks' }): void
  /** One no longer belongs to the room, or the room is gone. */
  removed(sign: { room: string }): void
  /** The server dropped frames for a slow reader: enter again with what one has. */
  resync(sign: { rooms: string[] }): void
  /** The session or token is over; the socket closes after this. */
  ended(sign: { reason: 'signedOut' | 'revoked' | 'suspended' | 'expired' }): void
  /** The server stops: connect again after this many milliseconds. */
  restarting(sign: { retryAfterMs: number }): void
}
