import { findEntriesOf, type StoredEntry } from '#server/platform/entry.model.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { QueryInput, QueryOutput, ThingOf } from '#shared/contract.ts'
import { systemActor } from '#shared/platform/actor.ts'
import type { Cause } from '#shared/platform/cause.shape.ts'
import type { Change } from '#shared/platform/roomLog.ts'
import type { Act } from '#shared/rooms/moderation.contract.ts'
import { eventsOfKind, recordedEvents } from '#shared/rooms/record.ts'
import { tellOfElection, tellOfNomination } from './recordOfElections.ts'
import { tellOfVote } from './recordOfVotes.ts'

/** One answer looks at so many entries of the log and tells so many acts, whatever the room's length. */
const entriesLookedAt = 20_000
const mostActs = 100

/** The acts of a room from its log, newest first. */
export async function readRecord(
  hub: Hub,
  { room, kind, person, from, to, before }: QueryInput<'room.record'>,
): Promise<QueryOutput<'room.record'>> {
  const head = (await hub.rooms.view(room))!.head.seq
  const top = Math.min(before ?? head + 1, head + 1)
  const downTo = Math.max(1, top - entriesLookedAt)
  const events = eventsOfKind(kind)
  const entries = await findEntriesOf(hub.store, { room, events, before: top, downTo, limit: mostActs })
  const acts = entries
    .flatMap((entry) => actsOf(entry))
    .filter((act) => person === '' || act.by === person || act.person === person)
    .filter(({ at }) => at >= (from ?? 0) && at <= (to ?? Infinity))
  const isEarlier = from !== undefined && entries.some(({ at }) => at < from)
  const lowest = entries.length === mostActs ? entries.at(-1)!.seq : downTo
  return { acts, before: lowest > 1 && !isEarlier ? lowest : null }
}

const blank: Omit<Act, 'seq' | 'at' | 'by' | 'act'> = {
  person: null,
  reason: '',
  cause: null,
  title: null,
  seat: null,
  seats: null,
  rules: null,
  until: null,
  outcome: null,
  count: null,
}

function actsOf(entry: StoredEntry): Act[] {
  const { seq, at, by, changes } = entry
  // What the hub does to many messages at once is one act; whatever follows from it is none of its own.
  if (by === systemActor.personId && changes.some(({ event }) => event === 'message.redacted')) {
    return [{ ...blank, seq, at, by, ...tellOfErasing(changes) }]
  }
  return changes.flatMap((change) => {
    const told = tell(change, by)
    return (told ? [told].flat() : []).map((each) => ({ ...blank, seq, at, by, ...each }))
  })
}

/** In a person's words or as the hub's own cause. */
const whyOf = (of: { reason: string; cause?: Cause | undefined } | null): Pick<Act, 'reason' | 'cause'> => ({
  reason: of?.reason ?? '',
  cause: of?.cause ?? null,
})

export type Told = Pick<Act, 'act'> & Partial<Act>

/** An event as an act, or several; null for what is nobody's deed or not for the record. */
function tell({ event, item }: Change, by: string): Told | Told[] | null {
  if (!Object.hasOwn(recordedEvents, event)) return null
  if (event.startsWith('room.')) return tellOfRoom(event, item as ThingOf<'room'>)
  if (event.startsWith('hook.')) return tellOfHook(event, item as ThingOf<'hook'>)
  // Seats that follow from others' deeds are no deeds of their own.
  if (event.startsWith('seat.')) return by === 'system' ? null : tellOfSeat(event, item as ThingOf<'seat'>)
  if (event.startsWith('person.')) return tellOfPerson(event, item as ThingOf<'person'>)
  if (/^(cluster|organisation)\./.test(event)) return tellOfCluster(event, item as ThingOf<'cluster' | 'organisation'>)
  if (event.startsWith('import.')) return tellOfImport(event, item as ThingOf<'import'>)
  if (event.startsWith('message.')) return tellOfMessage(event, item as ThingOf<'message'>)
  if (event.startsWith('election.')) return tellOfElection(event, item as ThingOf<'election'>)
  if (event.startsWith('nomination.')) return tellOfNomination(event, item as ThingOf<'nomination'>)
  if (event.startsWith('decision.')) return tellOfVote(event, item as ThingOf<'decision'>, by)
  return tellOfDesk(event, item)
}

function tellOfRoom(event: string, { title, reason, rules, retention }: ThingOf<'room'>): Told {
  if (event === 'room.opened') return { act: 'opened', title }
  if (event === 'room.described') return { act: 'described', title }
  if (event === 'room.ruled') return { act: 'ruled', reason, rules: rules ?? null }
  if (event === 'room.retained') {
    return { act: retention ? 'retained' : 'keptForGood', reason, count: retention?.days ?? null }
  }
  const acts = { 'room.archived': 'archived', 'room.reopened': 'reopened', 'room.locked': 'locked' } as const
  return { act: acts[event as keyof typeof acts] ?? 'unlocked', reason }
}

/** Where it goes by name and host: the address itself is in no log. */
function tellOfHook(event: string, { label, host, ...why }: ThingOf<'hook'>): Told {
  const name = `${label} · ${host}`
  const title = { zh: name, en: name, authoritative: 'zh' as const }
  if (event === 'hook.added') return { act: 'hookAdded', title }
  if (event === 'hook.resumed') return { act: 'hookResumed', title }
  return { act: event === 'hook.paused' ? 'hookPaused' : 'hookRemoved', title, ...whyOf(why) }
}

function tellOfSeat(event: string, { id: person, seat, state, reason, mute, lifted }: ThingOf<'seat'>): Told {
  if (event === 'seat.granted') return { act: 'granted', person, seat, reason }
  if (event === 'seat.removed') return { act: state === 'left' ? 'dismissed' : 'removed', person, reason }
  if (event === 'seat.unmuted' || !mute) return { act: 'unmuted', person, reason: lifted ?? '' }
  return { act: 'muted', person, reason: mute.reason, until: mute.until }
}

function tellOfErasing(changes: readonly Change[]): Told {
  const taken = changes.flatMap(({ event, item }) => (event === 'message.redacted' ? [item as ThingOf<'message'>] : []))
  const [first] = taken
  const person = taken.every(({ author }) => author === first!.author) ? first!.author : null
  return { act: 'erased', person, ...whyOf(first!.erased), count: taken.length }
}

function tellOfMessage(event: string, { author, erased, released }: ThingOf<'message'>): Told {
  if (event === 'message.redacted') return { act: 'redacted', person: author, reason: erased?.reason ?? '' }
  if (event === 'message.released') {
    return { act: 'released', person: author, ...(released ? { by: released.by } : {}) }
  }
  return { act: event === 'message.pinned' ? 'pinned' : 'unpinned' }
}

function tellOfPerson(event: string, { id: person, seats, ...why }: ThingOf<'person'>): Told {
  const act = event.slice('person.'.length) as Act['act']
  const hasSeats = act === 'invited' || act === 'seated'
  return { act, person, ...(act === 'accepted' ? {} : whyOf(why)), ...(hasSeats ? { seats } : {}) }
}

function tellOfCluster(event: string, { name: title }: ThingOf<'cluster' | 'organisation'>): Told {
  if (event === 'cluster.founded') return { act: 'founded', title }
  if (event === 'cluster.described') return { act: 'clusterDescribed', title }
  return { act: event === 'organisation.added' ? 'organisationAdded' : 'organisationDescribed', title }
}

function tellOfImport(event: string, { kind, name, added, undone }: ThingOf<'import'>): Told {
  const title = { zh: name, en: name, authoritative: 'zh' as const }
  if (event === 'import.undone') return { act: 'importUndone', title, count: undone?.taken ?? 0 }
  return { act: kind === 'people' ? 'importedPeople' : 'importedOrganisations', title, count: added }
}

function tellOfDesk(event: string, item: Change['item']): Told {
  if (event === 'words.changed') {
    const { words, reason = '' } = item as ThingOf<'wordList'>
    return { act: 'listed', reason, count: words.length }
  }
  const { author, reason } = item as ThingOf<'review'> | ThingOf<'report'>
  if (event === 'report.settled') {
    return { act: 'settled', person: author, reason, outcome: (item as ThingOf<'report'>).outcome }
  }
  return { act: event === 'review.approved' ? 'approved' : 'refused', person: author, reason }
}
