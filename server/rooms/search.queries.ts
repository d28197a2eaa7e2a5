import type { QueryHandlers } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { QueryInput } from '#shared/contract.ts'
import type { Person } from '#shared/members/person.shape.ts'
import { clusterRoom, formerMember } from '#shared/members/person.ts'
import type { Actor } from '#shared/platform/actor.ts'
import { startOfDay } from '#shared/platform/days.ts'
import { inLanguage } from '#shared/platform/language.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { calledAnew } from '#shared/rooms/message.ts'
import { mayEnter } from '#shared/rooms/room.ts'
import type { Hit, searchQueries } from '#shared/rooms/search.contract.ts'
import { asksForNothing, parseSearch, type Search } from '#shared/rooms/search.ts'
import { mayListen, subjectOfRoom } from './access.ts'
import { anything, findFirstFrom, placeAt, settleFindables, timeOf, withFile, writtenBy } from './findable.model.ts'
import { type Bounds, findWanted, type Wanted } from './finding.ts'
import { isIndexing } from './indexing.model.ts'
import { findMessagesByRow } from './message.model.ts'
import { findRooms, findSeatsOf } from './room.model.ts'
import { type Phrase, phrasesOf, stretchesOf, wordsOfPhrases } from './searchMatch.ts'
import { findableText, snippetOf } from './snippet.ts'

type Asked = QueryInput<'messages.search'>

/** Names that fit more people than this say too little. */
const mostAuthors = 5
const mostRounds = 5
/** After the room of every place: what is older than it. */
const afterAllRooms = '~'

const invalid = (key: string, values: Record<string, string> = {}) =>
  new Refusal('invalid_input', key, { fields: { text: key }, values })

/** The line and the fields together. */
function searchOf({ text, after, before, has }: Asked): Search {
  const line = parseSearch(text)
  const [problem] = line.problems
  if (problem) throw invalid(problem)
  return {
    ...line,
    after: later(line.after, after ?? null),
    before: earlier(line.before, before ?? null),
    hasFile: line.hasFile || has === 'file',
  }
}
const later = (a: string | null, b: string | null) => (a && b ? (a > b ? a : b) : (a ?? b))
const earlier = (a: string | null, b: string | null) => (a && b ? (a < b ? a : b) : (a ?? b))

const folded = (text: string) => text.normalize('NFKC').toLowerCase()

/** The people whom a name means: those who are called just so, else those whose name holds it. */
function peopleCalled(people: readonly Person[], name: string): string[] {
  const wanted = folded(name).replace(/^@/, '')
  const namesOf = ({ name: { zh, en } }: Person) => [folded(zh), folded(en)].filter(Boolean)
  const exact = people.filter((person) => person.id === name || namesOf(person).includes(wanted))
  const fitting = exact.length > 0 ? exact : people.filter((one) => namesOf(one).some((own) => own.includes(wanted)))
  if (fitting.length === 0) throw invalid('rooms.search.noSuchAuthor', { name })
  return fitting.slice(0, mostAuthors).map(({ id }) => id)
}

/** The rooms to look in, as the actor may enter them at this very moment, each with nothing left to erase. */
async function roomsFor(hub: Hub, actor: Actor, room: string | undefined): Promise<string[]> {
  if (room !== undefined) return [room]
  const [all, seats] = await Promise.all([findRooms(hub.store), findSeatsOf(hub.store, actor.personId!)])
  const likely = all.filter((one) => mayEnter(actor, { room: one, seat: seats.get(one.id) ?? null }))
  const views = await Promise.all(likely.map(({ id }) => hub.rooms.fresh(id)))
  const open = views.flatMap((view) => (view && mayListen(actor, view) ? [view.id] : []))
  await Promise.all(open.map((id) => hub.rooms.erased(id)))
  return open
}

function boundsOf({ after, before }: Search, timeZone: string, cursor: string | undefined) {
  const from = after ? placeAt(startOfDay(after, timeZone)) : 0
  const end = placeAt(before ? startOfDay(before, timeZone) : Number.POSITIVE_INFINITY)
  const [place, room, round] = cursor?.split(':') ?? []
  const bounds: Bounds = { from, place: Math.min(end, Number(place ?? end)), room: room ?? afterAllRooms }
  return { bounds, round: Math.min(mostRounds, Number(round ?? 0)) }
}

interface Plan {
  phrases: Phrase[]
  authors: string[]
  wanted: Wanted
  bounds: Bounds
  round: number
  /** How somebody who has left is called; null for all others. */
  formerName(person: string): string | null
}

/** What to look for and where; null where nothing that was written is a word. */
async function planOf(hub: Hub, actor: Actor, asked: Asked): Promise<Plan | null> {
  const line = searchOf(asked)
  if (asksForNothing(line) && !asked.from) throw invalid('rooms.search.nothing')
  const people = (await hub.rooms.view(clusterRoom))?.all('person') ?? []
  const named = line.from.flatMap((name) => peopleCalled(people, name))
  const authors = [...new Set(asked.from ? [asked.from] : named)]
  const phrases = phrasesOf(line)
  if (line.phrases.length > 0 && phrases.length === 0) return null
  const words = [...wordsOfPhrases(phrases), ...(line.hasFile ? [withFile] : [])]
  const rooms = await roomsFor(hub, actor, asked.room)
  const oneOf = words.length + authors.length > 0 ? authors.map(writtenBy) : [anything]
  const asker = people.find(({ id }) => id === actor.personId)
  const timeZone = asker?.timeZone ?? 'UTC'
  const former = new Set(people.filter(({ state }) => state === 'former').map(({ id }) => id))
  const formerName = (id: string) => (former.has(id) ? inLanguage(formerMember, asker?.language ?? 'zh') : null)
  return { phrases, authors, formerName, wanted: { rooms, words, oneOf }, ...boundsOf(line, timeZone, asked.cursor) }
}

async function search(hub: Hub, actor: Actor, asked: Asked) {
  const plan = await planOf(hub, actor, asked)
  if (!plan) return { hits: [], next: null, reached: null, isIndexing: await isIndexing(hub.store) }
  const { wanted, bounds, round } = plan
  await settleFindables(hub.store)
  const { found, reached } = await findWanted(hub.store, wanted, { bounds, limit: asked.limit + 1, round })
  const rows = await findMessagesByRow(
    hub.store,
    found.map(({ _id }) => _id),
  )
  const hits = found.flatMap(({ _id, place }) => {
    const row = rows.get(_id)
    const hit = row ? hitOf(row, plan) : null
    return hit ? [{ hit, end: `${place}:${hit.room}` }] : []
  })
  const page = hits.slice(0, asked.limit)
  const isFull = hits.length > asked.limit
  const last = page.at(-1)
  const rest = isFull ? last!.end : reached === null ? null : `${reached}:${afterAllRooms}`
  return {
    hits: page.map(({ hit }) => hit),
    next: rest && `${rest}:${isFull ? round : Math.min(mostRounds, round + 1)}`,
    reached: isFull ? last!.hit.at : reached === null ? null : timeOf(reached),
    isIndexing: await isIndexing(hub.store),
  }
}

type Row = NonNullable<ReturnType<Awaited<ReturnType<typeof findMessagesByRow>>['get']>>

/** Null where the message has other words by now, or none. */
function hitOf({ room, message }: Row, { wanted, authors, phrases, formerName }: Plan): Hit | null {
  if (message.erased || !wanted.rooms.includes(room)) return null
  if (authors.length > 0 && !authors.includes(message.author)) return null
  // A former member is not found by the name that they had.
  const text = findableText({ ...message, text: calledAnew(message.text, formerName) })
  const stretches = stretchesOf(text, phrases)
  if (!stretches) return null
  const { id, seq, at, author, files = [] } = message
  return { room, message: id, seq, at, author, snippet: snippetOf(text, stretches), files }
}

export const searchQueryHandlers: QueryHandlers<keyof typeof searchQueries> = {
  'messages.search': {
    subject: async ({ input, actor, hub }) =>
      input.room === undefined ? {} : subjectOfRoom({ input: { room: input.room }, actor, hub }),
    find: ({ input, actor, hub }) => search(hub, actor, input),
  },
  'messages.since': {
    subject: subjectOfRoom,
    async find({ input: { room, at }, hub }) {
      await settleFindables(hub.store)
      const row = await findFirstFrom(hub.store, room, placeAt(at))
      const found = row === null ? undefined : (await findMessagesByRow(hub.store, [row])).get(row)
      if (!found) return { message: null }
      const { id, seq } = found.message
      return { message: { id, seq, at: found.message.at } }
    },
  },
}
