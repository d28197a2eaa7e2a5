import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chandelier-count-'))
})
afterAll(() => rm(folder, { recursive: true }))

interface Outcome {
  code: number
  out: string
  err: string
}

async function run(name: string, content: string | Buffer, ...args: string[]): Promise<Outcome> {
  const file = join(folder, name)
  await writeFile(file, content)
  const script = fileURLToPath(new URL('./count.ts', import.meta.url))
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args, file], (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err })
    })
  })
}

const blt = '3 2\n7 1 3 0\n2 3 0\n2 2 0\n0\n"Ann"\n"Bo"\n"Chi"\n"Board"\n'

test('prints the stages for people, in either language, and as JSON for programs', async () => {
  const en = await run('board.blt', blt, '--method', 'scottish-stv')
  expect(en).toMatchObject({ code: 0, err: '' })
  expect(en.out).toContain('Quota: 4.00000')
  expect(en.out).toMatch(/Chi +4\.99999 {2}elected/)
  const zh = await run('board.blt', blt, '--method', 'scottish-stv', '--lang', 'zh')
  expect(zh.out).toContain('第 2 轮：转移Ann的剩余票 3.00000')
  const json = await run('board.blt', blt, '--method', 'scottish-stv', '--json')
  expect(JSON.parse(json.out)).toMatchObject({
    method: 'scottish-stv',
    title: 'Board',
    seats: 2,
    quota: '4.00000',
    elected: [
      { name: 'Ann', stage: 1 },
      { name: 'Chi', stage: 2 },
    ],
    stages: [
      { number: 1 },
      { number: 2, votes: { Ann: '4.00000' }, exhausted: '0.00001', elected: ['Chi'], excluded: [] },
    ],
    ties: [],
  })
})

test('reads CSV with a count and crosses or scores, and JSON', async () => {
  const csv = '\ufeffcount,Ann,"Bo, the elder"\n3,1,2\n4,,1\n'
  const ranked = await run('board.csv', csv, '--method', 'irv', '--json')
  expect(JSON.parse(ranked.out)).toMatchObject({ winner: 'Bo, the elder', valid: 7 })
  const scores = await run('scores.csv', 'Ann,Bo\n5,1\n0,4\n', '--method', 'star', '--json')
  expect(JSON.parse(scores.out)).toMatchObject({ seats: 1, stages: [{ votes: { Ann: '5', Bo: '5' } }, {}] })
  const json = JSON.stringify({ candidates: ['Ann', 'Bo'], ballots: [{ ranks: [['Bo']] }] })
  expect((await run('board.json', json, '--method', 'schulze', '--json')).out).toContain('"winner": "Bo"')
})

test('reads an older alphabet, and lets --seats and --lots overrule the file', async () => {
  const old = Buffer.from('2 1\n1 1 0\n1 2 0\n0\n"J\xe9r\xe9mie"\n"Bo"\n"Ward"\n', 'latin1')
  const { out } = await run('old.blt', old, '--method', 'scottish-stv', '--lots', '1', '--json')
  expect(JSON.parse(out)).toMatchObject({
    elected: [{ name: 'Bo' }],
    ties: [{ between: ['Jérémie', 'Bo'], chosen: 'Jérémie' }],
  })
  const two = await run('old.blt', old, '--method', 'scottish-stv', '--seats', '2', '--json')
  expect(JSON.parse(two.out).elected).toHaveLength(2)
})

test.each([
  ['bad.blt', '2 1\n1 3 0\n0\n"A"\n"B"\n', ['--method', 'irv'], 1, 'line 2: there is no candidate 3, only 1 to 2'],
  ['bad.csv', 'A,B\n1,first\n', ['--method', 'irv'], 1, 'line 2: "first" is no rank, score or cross'],
  ['fine.blt', blt, [], 1, '--method should be one of'],
  ['fine.blt', blt, ['--method', 'magic'], 1, '--method should be one of'],
  ['fine.blt', blt, ['--method', 'irv', '--seats', '0'], 1, '--seats should be a whole number'],
  ['fine.blt', blt, ['--method', 'score'], 1, 'these ballots are ranked'],
  ['fine.blt', blt, ['--method', 'irv', '--lots', '9'], 1, 'from 1 to 3'],
  ['fine.blt', blt, ['--colour'], 2, 'npm run count'],
])('%s with %j tells what is wrong', async (name, content, args, code, sentence) => {
  const outcome = await run(name, content, ...(args as string[]))
  expect(outcome).toMatchObject({ code, out: '' })
  expect(outcome.err).toContain(sentence)
})
