import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ChainedEntry, canonical, digestText, linkText, verifyChain } from './chain.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

function entry(before: { seq: number; hash: string }, text: string): ChainedEntry {
  const seq = before.seq + 1
  const item = { id: `m${seq}`, version: seq, text }
  const salt = `salt${seq}`
  const facts = {
    room: 'r',
    seq,
    at: 1000 + seq,
    by: 'p1',
    cid: `cid-${seq}`,
    n: seq,
    content: { salt: 's', hash: 'h' },
    answer: { seq },
    changes: [{ event: 'message.posted', item, prev: 0, salt, digest: sha256(digestText(salt, item)) }],
  }
  return { ...facts, hash: sha256(linkText(before.hash, facts)) }
}

function chainOf(texts: string[]): ChainedEntry[] {
  const entries: ChainedEntry[] = []
  for (const text of texts) entries.push(entry(entries.at(-1) ?? { seq: 0, hash: '' }, text))
  return entries
}
const start = { seq: 0, hash: '' }
const verify = (entries: ChainedEntry[]) => verifyChain(entries, start, sha256)

test('a chain as it was written verifies', async () => {
  expect(await verify(chainOf(['a', 'b', 'c']))).toEqual({ brokenAt: null, checked: 3, erased: 0 })
})

test('a chain with an erased text still verifies and counts it', async () => {
  const entries = chainOf(['a', 'secret', 'c'])
  const change = entries[1]!.changes[0]!
  change.salt = null
  change.item = { ...change.item, text: '' } as typeof change.item
  expect(await verify(entries)).toEqual({ brokenAt: null, checked: 3, erased: 1 })
})

test.each<[string, (entries: ChainedEntry[]) => void, number]>([
  ['a changed text', (entries) => Object.assign(entries[1]!.changes[0]!.item, { text: 'other' }), 2],
  ['a changed author', (entries) => Object.assign(entries[1]!, { by: 'p2' }), 2],
  ['a changed time', (entries) => Object.assign(entries[0]!, { at: 5 }), 1],
  ['a changed answer', (entries) => Object.assign(entries[0]!, { answer: { seq: 9 } }), 1],
  ['a missing entry', (entries) => entries.splice(1, 1), 3],
  ['a swapped pair', (entries) => entries.reverse(), 3],
  ['an entry sealed anew in the middle', (entries) => entries.splice(1, 1, entry(entries[0]!, 'forged')), 3],
  [
    'an erasure under another digest',
    (entries) => Object.assign(entries[1]!.changes[0]!, { salt: null, digest: 'x' }),
    2,
  ],
])('%s breaks the chain', async (_, tamper, brokenAt) => {
  const entries = chainOf(['a', 'b', 'c'])
  tamper(entries)
  expect((await verify(entries)).brokenAt).toBe(brokenAt)
})

test('the canonical text does not depend on the order of keys and tells values apart', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const shuffled = Object.fromEntries(Object.entries(value).reverse())
      expect(canonical(shuffled)).toBe(canonical(value))
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})
