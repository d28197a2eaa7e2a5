import { describe, expect, test } from 'vitest'
import {
  board,
  bytes32,
  motion,
  no,
  ranks,
  type SealedGiven,
  sealedPackage,
  signAgain,
  yes,
} from '#server/testing/sealedPackages.ts'
import { leafOf, rootOf } from '#shared/decisions/leaves.ts'
import type { SignedPackage } from '#shared/decisions/package.shape.ts'
import { verifyPackage } from '#shared/decisions/verify.shape.ts'
import { type Finding, findingSentence } from '#shared/decisions/verify.ts'

/** Changes a copy and signs it again, as whoever holds the key could; null leaves the old signature. */
const tampered = async (given: SealedGiven, change: (pack: SignedPackage) => void, isSignedAgain = true) => {
  const pack = structuredClone(sealedPackage(given))
  change(pack)
  const { findings } = await verifyPackage({ raw: isSignedAgain ? signAgain(pack) : pack })
  return findings.filter(({ state }) => state === 'fails')
}
const keysOf = (findings: readonly Finding[]) => findings.map(({ key }) => key)

describe('the public package, changed by whoever holds the key', () => {
  const asPublic = { ...motion, kind: 'public' as const }

  test('a leaf taken away, added, exchanged, doubled or out of order', async () => {
    const missing = await tampered(asPublic, (pack) => void pack.leaves.pop())
    expect(keysOf(missing)).toEqual(['root', 'ballotsAndLeaves', 'leavesCounted'])
    const added = await tampered(asPublic, (pack) => {
      pack.leaves = [...pack.leaves, bytes32(7)].sort()
    })
    expect(keysOf(added)).toEqual(['root', 'ballotsAndLeaves', 'leavesCounted'])
    const exchanged = await tampered(asPublic, (pack) => {
      pack.leaves = [...pack.leaves.slice(1), bytes32(7)].sort()
    })
    expect(keysOf(exchanged)).toEqual(['root'])
    const doubled = await tampered(asPublic, (pack) => {
      pack.leaves = [pack.leaves[0]!, ...pack.leaves.slice(0, -1)]
    })
    expect(keysOf(doubled)).toEqual(['leafTwice', 'root'])
    expect(keysOf(await tampered(asPublic, (pack) => void pack.leaves.reverse()))).toEqual(['leafOrder'])
  })

  test('a false root, in the package or in the result', async () => {
    expect(
      keysOf(
        await tampered(asPublic, (pack) => {
          pack.root = bytes32(3)
        }),
      ),
    ).toContain('root')
    expect(
      keysOf(
        await tampered(asPublic, (pack) => {
          pack.result.root = bytes32(3)
        }),
      ),
    ).toContain('root')
  })

  test('a whole new set of leaves with a root of its own does not match the root of the minutes', async () => {
    const honest = sealedPackage(asPublic)
    const pack = structuredClone(honest)
    pack.leaves = [...pack.leaves.slice(1), bytes32(7)].sort()
    pack.root = pack.result.root = rootOf(pack.leaves)
    const { findings } = await verifyPackage({ raw: signAgain(pack), root: honest.root })
    expect(findings.filter(({ state }) => state === 'fails')).toMatchObject([{ key: 'rootGiven' }])
    expect((await verifyPackage({ raw: honest, root: ` ${honest.root.toUpperCase()}\n` })).isSound).toBe(true)
  })

  test('a false count: ballots turned round, votes or verdict written otherwise, more votes than voters', async () => {
    const turned = await tampered(asPublic, (pack) => {
      const [one, other] = pack.groups.filter(({ content }) => content.kind === 'choice')
      ;[one!.content, other!.content] = [other!.content, one!.content]
    })
    expect(keysOf(turned)).toContain('file')
    const verdict = await tampered(asPublic, (pack) => {
      pack.result.verdict!.outcome = 'lost'
    })
    expect(keysOf(verdict)).toEqual(['count'])
    const votes = await tampered(asPublic, (pack) => {
      pack.result.votes!['']!.yes = 3
    })
    expect(keysOf(votes)).toEqual(['count'])
    const stuffed = await tampered(asPublic, (pack) => {
      pack.groups[0]!.ballots += 2
      pack.groups[0]!.votes += 2
    })
    expect(keysOf(stuffed)).toEqual(
      expect.arrayContaining(['ballotsAndLeaves', 'votesCounted', 'moreThanRoll', 'moreThanTokens']),
    )
  })

  test('a stage of a ranked count, and whoever is elected', async () => {
    const ranked = { ...board, kind: 'public' as const }
    const stage = await tampered(ranked, (pack) => {
      pack.result.count!.stages[1]!.votes['灯甲'] = '4.00000'
    })
    expect(stage).toMatchObject([{ key: 'stage', values: { stage: 2 } }])
    const elected = await tampered(ranked, (pack) => {
      pack.result.elected = ['o3', 'o1']
    })
    expect(keysOf(elected)).toEqual(['count'])
    expect(
      keysOf(
        await tampered(ranked, (pack) => {
          pack.file.text = pack.file.text.replace('2 1 2 0', '3 1 2 0')
        }),
      ),
    ).toEqual(['file'])
  })

  test('ballots that the vote does not allow are named, and nothing is counted', async () => {
    const strange = await tampered({ ...board, kind: 'public' }, (pack) => {
      pack.groups[0]!.content = ranks('o9')
    })
    expect(strange).toMatchObject([{ key: 'ballot', ballot: ranks('o9') }])
  })
})

describe('anything changed by somebody else', () => {
  test.each<[string, (pack: SignedPackage) => void]>([
    ['the title', (pack) => Object.assign(pack.terms, { title: 'Another' })],
    ['the log', (pack) => Object.assign(pack.log, { hash: 'cd'.repeat(32) })],
    ['a token', (pack) => Object.assign(pack, { tokens: 99 })],
    ['the signature', (pack) => Object.assign(pack.signature, { value: btoa('no signature') })],
    ['the key', (pack) => Object.assign(pack.signature, { key: pack.terms.key })],
  ])('%s breaks the signature', async (_, change) => {
    expect(keysOf(await tampered(motion, change, false))).toContain('signature')
  })
})

describe('the scrutineers’ package names', () => {
  test('a changed ballot, with what it says now, and the leaf that it left', async () => {
    const pack = sealedPackage(motion)
    const { serial, ballot } = pack.openings!.find(
      (opening) => opening.ballot.kind === 'choice' && opening.ballot.says === 'no',
    )!
    expect(ballot).toEqual(no)
    const found = await tampered(motion, (copy) => {
      copy.openings!.find((opening) => opening.serial === serial)!.ballot = yes
    })
    expect(found).toMatchObject([
      { key: 'opening', values: { serial }, ballot: yes },
      { key: 'missing', values: { leaf: leafOf(pack.openings!.find((opening) => opening.serial === serial)!) } },
      { key: 'openedAndGrouped' },
    ])
    expect(findingSentence(found[0]!, pack, 'en')).toContain(`${serial} (yes) fits no leaf`)
    expect(findingSentence(found[0]!, pack, 'zh')).toContain(`编号 ${serial} 的选票（赞成）`)
  })

  test('an added one, which no key signed; a missing one; and a serial used twice', async () => {
    const added = await tampered(motion, (pack) => {
      pack.openings!.push({ ...pack.openings![0]!, serial: bytes32(50), nonce: bytes32(51) })
    })
    expect(keysOf(added)).toEqual(['opening', 'openedAndGrouped', 'token'])
    const missing = await tampered(motion, (pack) => void pack.openings!.shift())
    expect(keysOf(missing)).toEqual(['missing', 'openedAndGrouped'])
    const twice = await tampered(motion, (pack) => void pack.openings!.push(pack.openings![0]!))
    expect(keysOf(twice)).toEqual(['serialTwice', 'opening', 'openedAndGrouped'])
  })

  test('a ballot stuffed with leaf, root, count and signature all made to fit: its token is forged', async () => {
    const stuffed = sealedPackage({ ...motion, ballots: [...motion.ballots, { ballot: no }] })
    const last = stuffed.openings!.find(({ serial }) => serial === bytes32(motion.ballots.length + 1))!
    last.signature = stuffed.openings!.find(({ serial }) => serial !== last.serial)!.signature
    const { findings } = await verifyPackage({ raw: signAgain(stuffed) })
    expect(findings.filter(({ state }) => state === 'fails')).toMatchObject([
      { key: 'token', values: { serial: last.serial } },
    ])
  })

  test('openings that were left out altogether', async () => {
    expect(keysOf(await tampered(motion, (pack) => void delete pack.openings))).toEqual(['noOpenings'])
  })
})
