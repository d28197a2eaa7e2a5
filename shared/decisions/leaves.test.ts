import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, leafOf, merkleRoot, rootOf } from './leaves.ts'

const bytes = (from: number) =>
  Array.from({ length: 32 }, (_, at) => (from + at).toString(16).padStart(2, '0')).join('')
const serial = bytes(0)
const nonce = bytes(32)

describe('the leaf of a ballot', () => {
  // From Python's hashlib.
  test.each([
    [
      { says: 'no', kind: 'choice', reason: '太暗，不赞成' },
      'e33a6fdf87052d25f3af1b3255a07f51ffd9d3a5ad5be6fd361a76f58fa06a3e',
    ],
    [{ kind: 'blank' }, '7060bc56bb232743d6ea4a85a94536779dd2de651dc8ad1aa07a9b7c6c480d99'],
    [
      { kind: 'ranked', ranks: [['o2'], ['o1', 'o3']] },
      '46f61335ba49c0edec29260777065e624f96f502eac6c23b02cbbd4a136f137c',
    ],
    [
      { marks: { o2: 3, o10: 0, o1: 5 }, kind: 'marked' },
      '570386300e105e4f74ac0e7d6d516ae33ef3793dec4b50ef1a984ac387235d78',
    ],
  ])('%j', (ballot, leaf) => {
    expect(leafOf({ serial, nonce, ballot })).toBe(leaf)
  })

  test('is another one for another serial, nonce or ballot', () => {
    const ballot = { kind: 'choice', says: 'yes' }
    const leaves = [
      leafOf({ serial, nonce, ballot }),
      leafOf({ serial: bytes(1), nonce, ballot }),
      leafOf({ serial, nonce: bytes(1), ballot }),
      leafOf({ serial, nonce, ballot: { ...ballot, says: 'no' } }),
    ]
    expect(new Set(leaves).size).toBe(4)
  })

  test.each(['', 'ab', `${nonce}00`, nonce.toUpperCase().replace('2', 'G'), `${nonce.slice(0, -1)} `])(
    'is refused where 32 bytes are %j',
    (wrong) => {
      expect(() => leafOf({ serial: wrong, nonce, ballot: null })).toThrow(RangeError)
      expect(() => leafOf({ serial, nonce: wrong, ballot: null })).toThrow(RangeError)
    },
  )
})

describe('a ballot as bytes', () => {
  test('is the same whatever the order of its fields, at any depth', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }).filter(isWhole), (value) => {
        expect(canonicalJson(turned(value))).toBe(canonicalJson(value))
        expect(JSON.parse(canonicalJson(value))).toEqual(value)
      }),
    )
  })

  test('leaves out what is undefined, and orders keys by their code units', () => {
    expect(canonicalJson({ b: 1, a: undefined, é: 2, Z: 3 })).toBe('{"Z":3,"b":1,"é":2}')
  })

  test.each([[1.5], [Number.NaN], [2 ** 53], [{ at: undefined, by: () => 1 }], [[undefined]], [1n]])(
    'cannot hold %s',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(RangeError)
    },
  )
})

describe('the root', () => {
  // The vectors of the Certificate Transparency project for RFC 6962.
  const leaves = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7',
    '07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7',
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    '4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658',
    'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
    '46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1',
  ]
  test.each([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    [5, '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
    [6, '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
    [7, 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('of %i leaves', (n, root) => {
    expect(merkleRoot(leaves.slice(0, n))).toBe(root)
  })

  test('of a round does not tell in which order its ballots came', () => {
    expect(rootOf([...leaves].reverse())).toBe(rootOf(leaves))
    expect(rootOf(leaves)).toBe(merkleRoot([...leaves].sort()))
  })

  test('is another one without any of the leaves, or with one more', () => {
    const roots = leaves.map((gone) => rootOf(leaves.filter((leaf) => leaf !== gone)))
    expect(new Set([rootOf(leaves), ...roots, rootOf([...leaves, serial])]).size).toBe(leaves.length + 2)
  })
})

function isWhole(value: unknown): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0)
  if (value === null || typeof value !== 'object') return true
  return !Object.hasOwn(value, '__proto__') && Object.values(value).every(isWhole)
}

function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, held]) => [name, turned(held)]),
  )
}
