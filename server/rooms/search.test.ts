import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { change } from '#server/platform/handler.ts'
import { buildCluster, buildLounge, buildPeople, writeFacts } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import type { QueryAsk } from '#shared/contract.ts'
import { startOfDay } from '#shared/platform/days.ts'
import { findables, wordIn } from './findable.model.ts'
import { indexings, indexMessages } from './indexing.model.ts'

let app: TestApp
const midnight = startOfDay('2026-03-05', 'Asia/Shanghai')
let now = midnight - 3_600_000
const emptyMessage = { text: '', mentions: [], replyTo: null, editedAt: null, erased: null }
let room: string
let hidden: string
let chair: Member
let author: Member
let reader: Member

beforeAll(async () => {
  app = await startTestApp({ clock: { now: () => new Date(now) } })
  await buildCluster(app)
  const [one, two, three] = await buildPeople(app, [{ seats: ['chair'] }, { name: '兰心' }, { name: 'Lan Xin Yu' }])
  room = await buildLounge(app, { chair: one!, members: [two!, three!] })
  hidden = await buildLounge(app, { chair: one!, members: [two!], access: 'invitation' })
  chair = await connectMember(app, one!)
  author = await connectMember(app, two!)
  reader = await connectMember(app, three!)
})
afterAll(async () => {
  for (const member of [chair, author, reader]) member.leave()
  await app.stop()
})

async function post(member: Member, text: string, where = room) {
  const posted = await member.send('message.post', { room: where, text })
  await app.hub.rooms.applied(where, posted.seq)
  return posted
}
async function found(member: Member, ask: QueryAsk<'messages.search'>): Promise<string[]> {
  const { hits } = await member.ask('messages.search', ask)
  return hits.map(({ snippet }) => snippet.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join(''))
}

describe('messages.search', () => {
  test('finds Chinese and Latin words, newest first, with the hits told apart', async () => {
    await post(author, '这款吸顶灯的显色指数是 97')
    await post(reader, 'The ceiling lamp has a colour rendering index of 97')
    await post(chair, '吸顶灯 LED')
    expect(await found(reader, { text: '吸顶灯' })).toEqual(['[吸顶灯] LED', '这款[吸顶灯]的显色指数是 97'])
    expect(await found(reader, { text: '97 显色' })).toEqual(['这款吸顶灯的[显色]指数是 [97]'])
    expect(await found(reader, { text: 'ceil RENDERING' })).toEqual([])
    expect(await found(reader, { text: 'rendering ceil' })).toEqual([
      'The [ceil]ing lamp has a colour [rendering] index of 97',
    ])
    expect(await found(reader, { text: '“rendering index”', room })).toHaveLength(1)
    expect(await found(reader, { text: '"index rendering"', room })).toEqual([])
    expect(await found(reader, { text: '!?' })).toEqual([])
  })

  test('by author, in words or as a field, by whole name before part of a name', async () => {
    await post(author, '作者测试一')
    await post(reader, '作者测试二')
    expect(await found(chair, { text: '作者测试 from:兰心' })).toEqual(['[作者测试]一'])
    expect(await found(chair, { text: '作者测试 作者："lan xin yu"' })).toEqual(['[作者测试]二'])
    expect(await found(chair, { text: '作者测试', from: reader.person })).toEqual(['[作者测试]二'])
    expect(await found(chair, { text: `作者测试 from:兰 from:lan` })).toHaveLength(2)
    await expect(found(chair, { text: 'from:nobody' })).rejects.toMatchObject({ key: 'rooms.search.noSuchAuthor' })
  })

  test('by day in the time zone of the reader', async () => {
    now = midnight - 1
    await post(author, 'midnight lantern before')
    now += 1
    await post(author, 'midnight lantern after')
    expect(await found(reader, { text: 'lantern after:2026-03-05' })).toEqual(['midnight [lantern] after'])
    expect(await found(reader, { text: 'lantern', before: '2026-03-05' })).toEqual(['midnight [lantern] before'])
    const [newest] = await found(reader, { text: 'after:2026-03-04 before:2026-03-05' })
    expect(newest).toBe('midnight lantern before')
    expect(await found(reader, { text: 'lantern', after: '2026-03-06' })).toEqual([])
    await expect(found(reader, { text: 'lantern before:noon' })).rejects.toMatchObject({
      key: 'rooms.search.noSuchDay',
    })
  })

  test('by the files that go with a message, and by what they are called', async () => {
    const file = {
      id: 'f1',
      name: '报价单 spring.pdf',
      type: 'application/pdf',
      size: 9,
      width: null,
      height: null,
      seconds: null,
    }
    const message = {
      ...emptyMessage,
      id: 'with-file',
      seq: 0,
      author: author.person,
      at: now,
      text: '',
      files: [file],
    }
    await writeFacts(app, room, [change('message.posted', message)])
    await app.hub.rooms.applied(room, (await app.hub.rooms.view(room))!.head.seq)
    expect(await found(reader, { text: '报价 spring has:file' })).toEqual(['[报价]单 [spring].pdf'])
    const { hits } = await reader.ask('messages.search', { has: 'file', room })
    expect(hits).toMatchObject([{ message: 'with-file', files: [file] }])
  })

  test('page by page: each once, none left out, in one room and in several, though many are of one moment', async () => {
    const other = await buildLounge(app, { chair: chair.person, members: [author.person] })
    for (let n = 0; n < 12; n++) await post(author, `torch number ${n}`, n % 3 === 0 ? other : room)
    for (const ask of [
      { text: 'torch' },
      { text: 'torch number' },
      { text: 'torch', room },
      { text: 'torch', room: other },
    ]) {
      const all: string[] = []
      let cursor: string | null | undefined
      while (cursor !== null) {
        const page = await chair.ask('messages.search', { ...ask, limit: 3, ...(cursor ? { cursor } : {}) })
        all.push(...page.hits.map(({ message }) => message))
        cursor = page.next
      }
      const whole = await chair.ask('messages.search', { ...ask, limit: 50 })
      expect(whole.next).toBeNull()
      expect(all).toEqual(whole.hits.map(({ message }) => message))
      expect(new Set(all).size).toBe('room' in ask ? (ask.room === room ? 8 : 4) : 12)
    }
  })

  test('nobody finds what they may not enter, nor what was said where they are no longer', async () => {
    await post(chair, 'confidential chandelier', hidden)
    const backstage = `${room}.backstage`
    await expect.poll(() => app.hub.rooms.view(backstage)).not.toBeNull()
    await post(chair, 'backstage chandelier', backstage)
    expect(await found(author, { text: 'chandelier' })).toEqual(['confidential [chandelier]'])
    expect(await found(reader, { text: 'chandelier' })).toEqual([])
    for (const closed of [hidden, backstage, 'no-such-room']) {
      await expect(found(reader, { text: 'chandelier', room: closed })).rejects.toMatchObject({ code: 'not_found' })
    }
    await chair.send('seat.remove', { room: hidden, person: author.person, reason: '测试移出' })
    expect(await found(author, { text: 'chandelier' })).toEqual([])
    await expect(found(author, { text: 'chandelier', room: hidden })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('what was edited away, deleted or redacted is not found from the moment of its acknowledgement', async () => {
    const gone = [
      await post(author, 'sunrise one'),
      await post(author, 'sunrise two'),
      await post(author, 'sunrise three'),
    ]
    expect(await found(reader, { text: 'sunrise' })).toHaveLength(3)
    await author.send('message.delete', { room, message: gone[0]!.message })
    expect(await found(reader, { text: 'sunrise one' })).toEqual([])
    await chair.send('message.redact', { room, message: gone[1]!.message, reason: '含有他人隐私' })
    expect(await found(reader, { text: 'sunrise' })).toEqual(['[sunrise] three'])
    const { seq } = await author.send('message.edit', { room, message: gone[2]!.message, text: 'sunset three' })
    await app.hub.rooms.applied(room, seq)
    expect(await found(reader, { text: 'sunrise' })).toEqual([])
    expect(await found(reader, { text: 'sunset' })).toEqual(['[sunset] three'])
    const words = ['sunrise', 'sun*', 'one'].map((word) => wordIn(room, word))
    const left = await findables(app.hub.store)
      .find({ words: { $in: words } })
      .lean()
    expect(left.map(({ _id }) => _id)).toEqual([`${room}/${gone[2]!.message}`])
  })

  test('operators, patterns, long and broken lines are refused or are words like any other', async () => {
    const odd = [{ $ne: null }, ['a'], 1, { text: { $regex: '.*' } }, 'x'.repeat(10_000), '\ud800']
    for (const text of odd)
      await expect(found(reader, { text: text as string })).rejects.toMatchObject({ code: 'invalid_input' })
    for (const cursor of ['1', '1:x:99', '-1:x:0', '{"$gt":""}', `${'9'.repeat(30)}:x:0`]) {
      await expect(found(reader, { text: 'a', cursor })).rejects.toMatchObject({ code: 'invalid_input' })
    }
    await expect(found(reader, { text: '  ' })).rejects.toMatchObject({ key: 'rooms.search.nothing' })
    for (const text of ['(zz+)+$', '.*', '^(.*)*$', '$where:1', '__proto__', '灯'.repeat(200), 'zz '.repeat(66)]) {
      expect(await found(reader, { text })).toEqual([])
    }
  })

  test('two common words that never meet are looked for further back each time, until the beginning', async () => {
    const busy = await buildLounge(app, { chair: chair.person })
    for (let n = 0; n < 20; n++) await post(chair, 'both north and south', busy)
    const { rows } = { rows: [] as object[] }
    for (let n = 0; n < 2000; n++) {
      const word = n % 2 === 0 ? 'north' : 'south'
      rows.push({
        _id: `${busy}/x${n}`,
        version: 1,
        place: (now + 1 + n) * 1000,
        words: [wordIn(busy, word), wordIn(busy, '#')],
      })
    }
    await findables(app.hub.store).collection.insertMany(rows as never)
    const reached: (number | null)[] = []
    let hits = 0
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await chair.ask('messages.search', {
        text: 'north south',
        room: busy,
        ...(cursor ? { cursor } : {}),
      })
      hits += page.hits.length
      reached.push(page.reached)
      cursor = page.next
    }
    expect(hits).toBe(20)
    expect(reached.length).toBeLessThan(4)
    expect(reached.at(-1)).toBeNull()
  })

  test('is answered from the index, whatever words are asked for together', async () => {
    const { collection } = findables(app.hub.store)
    const explained = await collection
      .find({ words: wordIn(room, 'torch'), place: { $gte: 0, $lt: 9e15 }, $and: [{ words: wordIn(room, 'number') }] })
      .sort({ place: -1 })
      .limit(3)
      .explain('executionStats')
    expect(JSON.stringify(explained['queryPlanner'].winningPlan)).toContain('"indexName":"words_1_place_1"')
    expect(JSON.stringify(explained['queryPlanner'].winningPlan)).not.toContain('SORT')
    expect(explained['executionStats'].totalKeysExamined).toBeLessThan(10)
  })
})

test('messages.since gives the first message of a day, and nothing where one may not enter', async () => {
  now = midnight + 3_600_000
  const { message } = await post(author, 'first after one')
  now += 60_000
  await post(author, 'second after one')
  const at = midnight + 1_800_000
  expect((await reader.ask('messages.since', { room, at })).message).toMatchObject({ id: message })
  expect((await reader.ask('messages.since', { room, at: now + 1 })).message).toBeNull()
  await expect(reader.ask('messages.since', { room: hidden, at })).rejects.toMatchObject({ code: 'not_found' })
})

test('messages of before the search are made findable, wherever that was interrupted', async () => {
  const { store } = app.hub
  const before = await findables(store).find().sort({ _id: 1 }).lean()
  await findables(store).deleteMany({})
  await indexings(store).deleteMany({})
  let pages = 0
  await indexMessages(store, () => pages++ > 0)
  await indexMessages(store, () => false)
  const real = before.filter(({ words, _id }) => words.length > 0 && !/\/x\d+$/.test(_id))
  const now = await findables(store)
    .find({ words: { $exists: true } })
    .sort({ _id: 1 })
    .lean()
  expect(now.filter(({ words }) => words.length > 0)).toEqual(real)
  expect(await indexings(store).findById('findables').lean()).toMatchObject({ isDone: true })
})

test('whoever asks too often has to wait', async () => {
  const strict = await startTestApp({ env: { RATE_QUERIES_PER_10S: '5' } })
  await buildCluster(strict)
  const [person] = await buildPeople(strict, [{}])
  const member = await connectMember(strict, person!)
  const asked = await Promise.allSettled(Array.from({ length: 12 }, () => member.ask('messages.search', { text: 'a' })))
  const refused = asked.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[]
  expect(refused.map(({ reason }) => reason.code)).toEqual(Array(7).fill('too_many_requests'))
  member.leave()
  await strict.stop()
})
