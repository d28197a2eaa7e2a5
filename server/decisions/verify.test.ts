import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  board,
  bytes32,
  classes,
  motion,
  no,
  options,
  ranks,
  scores,
  sealedPackage,
  signAgain,
  wordFor,
  yes,
} from '#server/testing/sealedPackages.ts'
import type { SignedPackage } from '#shared/decisions/package.shape.ts'
import { presets } from '#shared/decisions/presets.ts'
import { checkReceipt, verifyPackage } from '#shared/decisions/verify.shape.ts'
import { type Finding, findingSentence } from '#shared/decisions/verify.ts'

const failuresOf = (findings: readonly Finding[]) =>
  findings.filter(({ state }) => state === 'fails').map(({ key }) => key)
const checked = (raw: unknown) => verifyPackage({ raw })

describe('a package as it was sealed', () => {
  test.each([
    ['a secret motion', motion],
    ['a ranked election', board],
    ['scores', scores],
    ['two classes with weights and reasons', classes],
  ])('%s is sound, in either kind', async (_, given) => {
    for (const kind of ['public', 'scrutineers'] as const) {
      const pack = sealedPackage({ ...given, kind })
      const { findings, isSound } = await checked(JSON.parse(JSON.stringify(pack)))
      expect(failuresOf(findings)).toEqual([])
      expect(isSound).toBe(true)
    }
  })

  test('the public one holds no serial, no nonce, and nobody by name', async () => {
    const text = JSON.stringify(sealedPackage({ ...motion, kind: 'public' }))
    expect(text).not.toContain(bytes32(1))
    expect(text).not.toContain(bytes32(100))
    expect(text).not.toContain('"p0"')
  })

  test('is sound after dice were thrown for it, and after the chair settled a tie', async () => {
    const tied = { title: 'Two', method: 'plurality' as const, options, seats: 1 }
    const crosses = ['o1', 'o2'].map((id) => ({ ballot: { kind: 'marked' as const, marks: { [id]: 1 } } }))
    const open = sealedPackage({ terms: tied, ballots: crosses })
    expect(open.result).toMatchObject({ awaits: 'dice', count: null })
    expect((await checked(open)).isSound).toBe(true)
    const dice = ['31', '526'].map((thrown) => ({ by: 'p1', thrown }))
    const drawn = sealedPackage({ terms: tied, ballots: crosses, dice })
    expect(drawn.result.elected).toHaveLength(1)
    const { isSound, unproved } = await checked(drawn)
    expect(isSound).toBe(true)
    expect(unproved.map(({ key }) => key)).toContain('dice')
    expect(failuresOf((await checked(signAgain({ ...drawn, dice: ['44', '526'] }))).findings).length).toBeLessThan(2)
  })

  test('what a casting vote decided is counted again with it', async () => {
    const rule = { ...presets.simpleMajority.rule, tie: 'chairCasts' as const }
    const given = { terms: { title: 'Tie', rule }, ballots: [{ ballot: yes }, { ballot: no }] }
    const { result } = sealedPackage(given)
    expect(result.awaits).toBe('casting')
    const verdict = {
      outcome: 'carried' as const,
      reasons: [
        ...result.verdict!.reasons.filter(({ kind }) => kind !== 'tie'),
        { kind: 'tie' as const, votes: 1, tie: 'chairCasts' as const, cast: 'yes' as const },
      ],
    }
    const declaration = { by: 'p0', at: 1_700_000_090_000, number: '2026-1', casting: 'yes' as const, verdict }
    expect((await checked(sealedPackage({ ...given, declaration }))).isSound).toBe(true)
    const lied = { ...declaration, casting: 'no' as const }
    const { findings } = await checked(sealedPackage({ ...given, declaration: lied }))
    expect(failuresOf(findings)).toEqual(['declared'])
  })
})

describe('a receipt', () => {
  const receiptOf = (pack: SignedPackage, at = 0) => {
    const { serial, nonce, ballot } = pack.openings![at]!
    return { decision: 'd1', round: 1, serial, nonce, ballot }
  }

  test('finds its own leaf in the public package, and nobody else’s', async () => {
    const receipt = receiptOf(sealedPackage(motion))
    const pack = sealedPackage({ ...motion, kind: 'public' })
    expect(await checkReceipt(pack, { ...receipt, kept: 'on this device' })).toMatchObject({
      state: 'holds',
      key: 'receipt',
    })
    const other = receipt.ballot.kind === 'blank' ? yes : { kind: 'blank' }
    expect(await checkReceipt(pack, { ...receipt, ballot: other })).toMatchObject({ state: 'fails', key: 'receipt' })
    expect(await checkReceipt(pack, { ...receipt, round: 2 })).toMatchObject({ key: 'receiptForeign' })
    expect(await checkReceipt(pack, { decision: 'd1' })).toMatchObject({ key: 'receiptShape' })
  })

  test('of a leaf alone: one that the hub signed for and lost is told from one that was made up', async () => {
    const pack = sealedPackage({ ...motion, kind: 'public' })
    const of = { decision: 'd1', round: 1 }
    const kept = { ...of, leaf: pack.leaves[0]! }
    expect(await checkReceipt(pack, { ...kept, receipt: wordFor(kept) })).toMatchObject({ state: 'holds' })
    const lost = { ...of, leaf: bytes32(77) }
    expect(await checkReceipt(pack, { ...lost, receipt: wordFor(lost) })).toMatchObject({ key: 'receiptBroken' })
    expect(await checkReceipt(pack, { ...lost, receipt: wordFor(kept) })).toMatchObject({ key: 'receiptForged' })
    expect(await checkReceipt(pack, lost)).toMatchObject({ state: 'fails', key: 'receipt' })
  })

  test('shows in the scrutineers’ package what became of a ballot', async () => {
    const pack = sealedPackage(board)
    const receipt = receiptOf(pack)
    const finding = await checkReceipt(pack, { ...receipt, ballot: ranks('o3', 'o2', 'o1') })
    expect(finding).toMatchObject({ key: 'receiptChanged', ballot: receipt.ballot })
    expect(findingSentence(finding, pack, 'en')).toMatch(/灯甲|Lamp|=C/)
  })
})

test.each([[null], ['text'], [{}], [{ format: 'chandelier-ballots', version: 2 }], [[]]])(
  '%j is no package, and it says where',
  async (raw) => {
    const { pack, findings } = await checked(raw)
    expect(pack).toBeNull()
    expect(failuresOf(findings)).toEqual(['shape'])
    expect(findingSentence(findings[0]!, null, 'zh')).toMatch(/^这不是可以核验的封存文件：/)
  },
)

describe('npm run verify', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chandelier-verify-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  async function run(pack: unknown, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
    const file = join(folder, 'package.json')
    await writeFile(file, typeof pack === 'string' ? pack : JSON.stringify(pack))
    const script = fileURLToPath(new URL('./verify.ts', import.meta.url))
    return new Promise((resolve) => {
      execFile(process.execPath, [script, file, ...args], (error, out, err) => {
        resolve({ code: error ? Number(error.code) : 0, out, err })
      })
    })
  }

  test('says in either language what was proved and what could not be, and looks for a receipt', async () => {
    const { serial, nonce, ballot } = sealedPackage(motion).openings![0]!
    const receipt = join(folder, 'receipt.json')
    await writeFile(receipt, JSON.stringify({ decision: 'd1', round: 1, serial, nonce, ballot }))
    const pack = sealedPackage({ ...motion, kind: 'public' })
    const zh = await run(pack, '--lang', 'zh', '--receipt', receipt, '--root', pack.root)
    expect(zh).toMatchObject({ code: 0, err: '' })
    expect(zh.out).toContain('✓ 您的选票在封存的选票之中')
    expect(zh.out).toContain('全部核对无误。')
    expect(zh.out).toContain('只有监票人的文件能证明')
    const en = await run(pack, '--root', bytes32(9))
    expect(en.code).toBe(1)
    expect(en.out).toContain('✗ The root is not the one that you gave')
  })

  test('names for programs what is wrong', async () => {
    const pack = sealedPackage(motion)
    pack.openings!.pop()
    const { code, out } = await run(signAgain(pack), '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({
      isSound: false,
      kind: 'scrutineers',
      findings: expect.arrayContaining([
        { check: 'missing', state: 'fails', leaf: expect.stringMatching(/^[\da-f]{64}$/) },
        { check: 'root', state: 'holds', root: pack.root },
      ]),
    })
  })

  test('refuses in one sentence what it cannot read', async () => {
    expect(await run('no json')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('this is not JSON') })
    expect(await run({}, '--receipt', '/nowhere')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no such file'),
    })
    expect(await run({}, '--colour')).toMatchObject({ code: 2, err: expect.stringContaining('npm run verify') })
    expect((await run({})).out).toContain('✗ This is no sealed package')
  })
})
