import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { App } from '#server/app.ts'
import { change } from '#server/platform/handler.ts'
import { storeBytesOf } from '#server/platform/store.ts'
import { findables, wordIn } from '#server/rooms/findable.model.ts'
import { buildCluster, buildLounge, buildPeople, writeFacts } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import type { QueryAsk } from '#shared/contract.ts'
import { openHub } from './hubOnFolder.ts'
import { rounded } from './latencies.ts'
import { apart, common, rareWord, rareWords, vocabularyOf } from './searchText.ts'

const roomCount = 8
const seededAtOnce = 500
const secondsApart = 40

/** Two hubs with the same talk, one with a hundred times as much, asked the same questions in turns. */
interface Contender {
  messages: number
  app: App
  member: Member
  rooms: string[]
  seededMs: number
  /** Of the whole store, log and messages included. */
  storeMb: number
}

type Question = (n: number, rooms: readonly string[]) => QueryAsk<'messages.search'>
const [one, two] = common

const questions: Record<string, Question> = {
  rare: (n) => ({ text: `${rareWord(n % rareWords)} ` }),
  common: (n) => ({ text: common[n % common.length]! }),
  'common, in one room': (n, rooms) => ({ text: common[n % common.length]!, room: rooms[0]! }),
  'two common words': (n) => ({ text: `${common[n % common.length]} ${common[(n + 1) % common.length]} ` }),
  'rare and common': (n) => ({ text: `${rareWord(n % rareWords)} ${one}` }),
  'two common words that never meet': () => ({ text: `${apart[0]} ${apart[1]}` }),
  'common, by an author, since a day': (n) => ({ text: `${two} from:${'Zhang'} after:2025-01-${10 + (n % 9)}` }),
  phrase: (n) => ({ text: `"${common[n % common.length]}${one}"` }),
  'a word being written': (n) => ({ text: ['sam', 'driv', 'sched', 'opt', 'gla'][n % 5]! }),
  'no such word': (n) => ({ text: `无此词汇${n}` }),
}

async function open(folder: string, messages: number): Promise<Contender> {
  const app = await openHub(join(folder, String(messages)))
  await buildCluster(app)
  const [person, author, other] = await buildPeople(app, [{}, { name: 'Zhang' }, { name: 'Li' }])
  const rooms: string[] = []
  for (let n = 0; n < roomCount; n++) rooms.push(await buildLounge(app, { chair: person! }))
  const startedAt = performance.now()
  await seed(app, { rooms, authors: [author!, other!], messages })
  const storeBytes = (await storeBytesOf(app.hub.store)) ?? 0
  return {
    messages,
    app,
    rooms,
    member: await connectMember({ url: `http://127.0.0.1:${app.port}`, running: app.running }, person!),
    seededMs: performance.now() - startedAt,
    storeMb: storeBytes / 1e6,
  }
}

/** Half of the talk is in the first room, the rest in all. */
async function seed(app: App, { rooms, authors, messages }: { rooms: string[]; authors: string[]; messages: number }) {
  const vocabulary = vocabularyOf(messages)
  const end = Date.UTC(2026, 0, 1)
  const empty = { mentions: [], replyTo: null, editedAt: null, erased: null }
  for (let from = 0; from < messages; from += seededAtOnce) {
    const batch = Array.from({ length: Math.min(seededAtOnce, messages - from) }, (_, n) => {
      const place = from + n
      const at = end - (messages - place) * secondsApart * 1000
      const author = authors[place % authors.length]!
      return change('message.posted', {
        id: `m${place}`,
        seq: place + 1,
        author,
        at,
        text: vocabulary.sentence(place),
        ...empty,
      })
    })
    const byRoom = Object.groupBy(batch, (_, n) => rooms[n % 2 === 0 ? 0 : (n >> 1) % rooms.length]!)
    for (const [room, changes] of Object.entries(byRoom)) await writeFacts(app, room, changes!)
  }
  for (const room of rooms) await app.hub.rooms.applied(room, (await app.hub.rooms.view(room))!.head.seq)
}

async function ask({ member, rooms }: Contender, question: Question, n: number) {
  const startedAt = performance.now()
  const { hits } = await member.ask('messages.search', question(n, rooms))
  return { ms: performance.now() - startedAt, hits: hits.length }
}

const quantile = (values: number[], share: number) => {
  const sorted = values.toSorted((a, b) => a - b)
  return rounded(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]!)
}

async function measure(contenders: Contender[], question: Question, rounds: number) {
  const times = contenders.map(() => [] as number[])
  const hits = contenders.map(() => 0)
  for (let n = -5; n < rounds; n++) {
    for (const [place, contender] of contenders.entries()) {
      const asked = await ask(contender, question, Math.abs(n))
      if (n < 0) continue
      times[place]!.push(asked.ms)
      hits[place]! += asked.hits / rounds
    }
  }
  const [small, large] = times.map((each, place) => ({
    p50: quantile(each, 0.5),
    p95: quantile(each, 0.95),
    hits: rounded(hits[place]!, 1),
  }))
  return { small, large, ratioP95: rounded(large!.p95 / small!.p95, 2) }
}

/** What the store looked at for the worst of the questions. */
async function explained({ app, rooms }: Contender) {
  const words = apart.map((word) => wordIn(rooms[0]!, word))
  const { queryPlanner, executionStats } = await findables(app.hub.store)
    .collection.find({ words: words[0]!, place: { $gte: 0, $lt: 9e15 } } as never)
    .sort({ place: -1 })
    .limit(21)
    .explain('executionStats')
  const isIndexed = JSON.stringify(queryPlanner.winningPlan).includes('IXSCAN')
  return {
    isIndexed,
    isSorted: !JSON.stringify(queryPlanner.winningPlan).includes('SORT'),
    keysExamined: executionStats.totalKeysExamined,
  }
}

/** Figures of one run; `say` hears of each step. */
export async function runSearch(
  { folder, sizes, rounds }: { folder: string; sizes: [small: number, large: number]; rounds: number },
  say: (line: string) => void,
) {
  const data = await mkdtemp(join(folder, 'chandelier-search-'))
  const contenders: Contender[] = []
  try {
    for (const messages of sizes) {
      contenders.push(await open(data, messages))
      const { seededMs, storeMb } = contenders.at(-1)!
      say(`${messages} messages in ${rounded(seededMs / 1000, 1)} s; the store takes ${rounded(storeMb, 1)} MB`)
    }
    const figures: Record<string, Awaited<ReturnType<typeof measure>>> = {}
    for (const [name, question] of Object.entries(questions)) {
      figures[name] = await measure(contenders, question, rounds)
      const { small, large, ratioP95 } = figures[name]
      say(`${name}: p95 ${small!.p95} -> ${large!.p95} ms, ratio ${ratioP95}; hits ${small!.hits} -> ${large!.hits}`)
    }
    const p95 = (size: 'small' | 'large') => Math.max(...Object.values(figures).map((figure) => figure[size]!.p95))
    return {
      scenario: 'search',
      sizes,
      rounds,
      figures,
      worstP95: { small: p95('small'), large: p95('large') },
      explained: await explained(contenders[1]!),
    }
  } finally {
    for (const { member, app } of contenders) {
      member.leave()
      await app.close()
    }
    await rm(data, { recursive: true, force: true })
  }
}
