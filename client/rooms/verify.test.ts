import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { type ChainedEntry, digestText, linkText } from '#shared/platform/chain.ts'
import { browserSha256, type VerifySurroundings, verifyLog } from './verify.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

function buildLog(length: number): ChainedEntry[] {
  const log: ChainedEntry[] = []
  let before = ''
  for (let seq = 1; seq <= length; seq++) {
    const item = { id: `m${seq}`, version: seq, text: `第 ${seq} 条` }
    const salt = `salt-${seq}`
    const changes = [{ event: 'message.posted', item, prev: 0, salt, digest: sha256(digestText(salt, item)) }]
    const facts = { room: 'r', seq, at: seq, by: 'p', cid: `cid-${seq}-abc`, n: seq }
    const whole = { ...facts, content: { salt: null, hash: 'h' }, answer: { seq }, changes }
    const entry = { ...whole, hash: sha256(linkText(before, whole)) }
    before = entry.hash
    log.push(entry)
  }
  return log
}

const pageSize = 10
function given(log: ChainedEntry[], part: Partial<VerifySurroundings> = {}): VerifySurroundings {
  const end = log.at(-1)!
  return {
    read: async (after) => log.filter(({ seq }) => seq > after).slice(0, pageSize),
    heard: () => ({ seq: end.seq, hash: end.hash }),
    sha256: browserSha256,
    signal: new AbortController().signal,
    onProgress: () => {},
    ...part,
  }
}

test('a sound log is checked page by page to its end, by what a browser brings', async () => {
  const log = buildLog(35)
  const told: number[] = []
  const finding = await verifyLog(given(log, { onProgress: ({ checked }) => told.push(checked) }))
  expect(finding).toEqual({
    state: 'sound',
    checked: 35,
    erased: 0,
    head: { seq: 35, hash: log[34]!.hash },
    brokenAt: null,
    isHeard: true,
  })
  expect(told).toEqual([10, 20, 30, 35])
})

test('where nothing was heard live the log is sound, and no more is claimed', async () => {
  const finding = await verifyLog(given(buildLog(3), { heard: () => ({ seq: 0, hash: '' }) }))
  expect(finding).toMatchObject({ state: 'sound', checked: 3, isHeard: false })
})

test('erased texts are counted, and the chain holds without them', async () => {
  const log = buildLog(12)
  log[3]!.changes[0] = { ...log[3]!.changes[0]!, salt: null, item: { id: 'm4', version: 4 } }
  expect(await verifyLog(given(log))).toMatchObject({ state: 'sound', erased: 1 })
})

test.each([
  ['a text changed', (log: ChainedEntry[]) => Object.assign(log[22]!.changes[0]!.item, { text: 'other' }), 23],
  ['an author changed', (log: ChainedEntry[]) => Object.assign(log[22]!, { by: 'q' }), 23],
  ['an entry taken out', (log: ChainedEntry[]) => log.splice(22, 1), 24],
  [
    'two entries swapped',
    (log: ChainedEntry[]) => {
      const [a, b] = [log[22]!, log[23]!]
      log[22] = { ...b, seq: 23 }
      log[23] = { ...a, seq: 24 }
    },
    23,
  ],
])('%s is named by its place', async (_, tamper, brokenAt) => {
  const log = buildLog(35)
  const heard = { seq: 35, hash: log[34]!.hash }
  tamper(log)
  expect(await verifyLog(given(log, { heard: () => heard }))).toMatchObject({ state: 'broken', brokenAt, checked: 22 })
})

test('another log that holds together, or one cut short, is not the one that was heard', async () => {
  const log = buildLog(20)
  const other = given(log, { heard: () => ({ seq: 20, hash: 'f'.repeat(64) }) })
  expect(await verifyLog(other)).toMatchObject({ state: 'differs', checked: 20 })
  const short = given(log.slice(0, 15), { heard: () => ({ seq: 20, hash: log[19]!.hash }) })
  expect(await verifyLog(short)).toMatchObject({ state: 'differs', checked: 15 })
})

test('stopped, it says how far it came', async () => {
  const work = new AbortController()
  const finding = await verifyLog(
    given(buildLog(35), { signal: work.signal, onProgress: ({ checked }) => checked >= 20 && work.abort() }),
  )
  expect(finding).toMatchObject({ state: 'stopped', checked: 20 })
})
