import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readElectionJson } from './ballotJson.shape.ts'
import { leftOut, rankingOf } from './ballots.ts'
import { readBlt, writeBlt } from './blt.ts'
import { FileFault } from './faults.ts'

const faultIn = (read: () => unknown): { line: number; key: string } => {
  try {
    read()
  } catch (error) {
    if (error instanceof FileFault) return { line: error.line, key: error.key }
    throw error
  }
  throw new Error('it was read')
}

describe('BLT', () => {
  test('reads withdrawn candidates, equal ranks, ranks left out, empty ballots, comments and marks of order', () => {
    const text =
      '\ufeff4 2 # candidates, seats\r\n-2\r\n3 1 3 4 0\r\n1 4=3 2 0 # equal\r\n2 1 - 4 0\r\n1 0\r\n0\r\n"Adam"\r\n"Basil"\r\n"Charlotte"\r\n"Donald"\r\n"Title"\r\n'
    expect(readBlt(text)).toEqual({
      title: 'Title',
      seats: 2,
      candidates: ['Adam', 'Basil', 'Charlotte', 'Donald'],
      withdrawn: [1],
      lots: [],
      ranked: [
        { count: 3, ranking: [0, 2, 3] },
        { count: 1, ranking: [3, ~2, 1] },
        { count: 2, ranking: [0, leftOut, 3] },
        { count: 1, ranking: [] },
      ],
    })
  })

  test('bundles ballots that are alike, and takes one that runs over several lines', () => {
    expect(readBlt('2 1\n1 1 2 0\n2 1 2 0\n1 2\n 1 0\n0\n"A"\n"B"\n').ranked).toEqual([
      { count: 3, ranking: [0, 1] },
      { count: 1, ranking: [1, 0] },
    ])
  })

  test('reads names with quotation marks and parties, without any, several to a line, and commas of spreadsheets', () => {
    const names = (text: string) => {
      const { candidates, title } = readBlt(`2 1,\n1 1 0,\n0,\n${text}`)
      return [...candidates, title]
    }
    expect(names('"Ann ""Lamp"" Li",\n"Bo" "Light Party",\n"Ward 1",\n')).toEqual([
      'Ann "Lamp" Li',
      'Bo Light Party',
      'Ward 1',
    ])
    expect(names('Ann Li (Ind)\nBo (LP)\nWard 2, north')).toEqual(['Ann Li (Ind)', 'Bo (LP)', 'Ward 2, north'])
    expect(names('"Ann" "Bo" "Ward 3"')).toEqual(['Ann', 'Bo', 'Ward 3'])
    expect(names('"Ann \\"Lamp\\" Li"\n"Bo # one"\n')).toEqual(['Ann "Lamp" Li', 'Bo # one', ''])
    expect(names('"Li"\n"Li"\n')).toEqual(['Li', 'Li (2)', ''])
  })

  test('reads options for withdrawals, the order of lots and short names', () => {
    const text = '3 1\n[withdrawn 2]\n[tie 3 1]\n[nick a b c]\n2 a b=c 0\n0\nA\nB\nC\n'
    expect(readBlt(text)).toMatchObject({ withdrawn: [1], lots: [2, 0], ranked: [{ count: 2, ranking: [0, 1, ~2] }] })
  })

  test.each([
    ['', 1, 'empty'],
    ['four 2\n', 1, 'header'],
    ['2 0\n', 1, 'header'],
    ['2 1\n1 1 0\n1 x 0\n0\n"A"\n"B"\n', 3, 'notANumber'],
    ['2 1\n1 1 0\n1 3 0\n0\n"A"\n"B"\n', 3, 'noSuchCandidate'],
    ['2 1\n\n1 1 2 1 0\n0\n"A"\n"B"\n', 3, 'twice'],
    ['2 1\n1.5 1 0\n0\n"A"\n"B"\n', 2, 'notANumber'],
    ['2 1\n99999999999999999999 1 0\n0\n"A"\n"B"\n', 2, 'badCount'],
    ['2 1\n1 1 0\n1 2\n', 3, 'endsEarly'],
    ['2 1\n1 1 0\n', 3, 'endsEarly'],
    ['2 1\n1 1 0\n0\n"A"\n', 3, 'nameMissing'],
    ['2 1\n1 1 0\n0\n"A"\n"B\n', 5, 'openQuote'],
    ['2 1\n[fast]\n0\n"A"\n"B"\n', 2, 'unknownOption'],
    ['2 1\n-5\n0\n"A"\n"B"\n', 2, 'noSuchCandidate'],
  ])('refuses %j and names the line', (text, line, key) => {
    expect(faultIn(() => readBlt(text))).toEqual({ line, key })
  })

  test('names that would end their line or their quotation are written so that they are read again', () => {
    const names = ['\\', 'a\\', '"', '\\"', '0', '# none', '/* 甲 */', '__proto__', '-1', '[tie 1]', 'a\nb', '甲 (2)']
    const ranked = [{ count: 1, ranking: [11, 0] }]
    const seats = { title: '\\', seats: 1, withdrawn: [], lots: [] }
    const again = readBlt(writeBlt({ ...seats, candidates: names, ranked }))
    expect(again.candidates).toEqual(names.map((name) => name.replace('\n', ' ')))
    expect(again).toMatchObject({ title: '\\', ranked })
  })

  test('no two candidates of a file have one name, also where a name looks like the second of another', () => {
    expect(readBlt('4 1\n0\nA\nA (2)\nA\nA\n').candidates).toEqual(['A', 'A (2)', 'A (3)', 'A (4)'])
  })

  test('whatever a file holds, it is read or refused with its line', () => {
    const pieces = fc.constantFrom(
      ...[
        '1',
        '2',
        '0',
        '-1',
        '-',
        '=',
        '1=2',
        '#',
        '"',
        '\\',
        '[',
        ']',
        '[tie',
        '\n',
        ' ',
        'A',
        '甲',
        '\0',
        '9e9',
        '\ud800',
      ],
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), fc.boolean(), (parts, isHeaded) => {
        const text = `${isHeaded ? '2 1\n' : ''}${parts.join(' ')}`
        try {
          readBlt(text)
        } catch (error) {
          expect(error).toBeInstanceOf(FileFault)
          expect((error as FileFault).line).toBeLessThanOrEqual(text.split('\n').length)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('what is written is read again as it was', () => {
    const rank = fc.shuffledSubarray([0, 1, 2, 3])
    const name = fc.string({ minLength: 1, maxLength: 12 }).map((text) => `n${text.replace(/[\s\\]+/g, ' ')}n`)
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 4, maxLength: 4 }),
        fc.array(rank),
        fc.boolean(),
        (names, orders, isShared) => {
          const ranked = orders.map((order) => ({
            count: 2,
            ranking: rankingOf(isShared ? [order] : order.map((one) => [one])),
          }))
          const filled = ranked.filter(({ ranking }) => ranking.length > 0 && ranking[0] !== leftOut)
          const unique = [...new Map(filled.map((one) => [one.ranking.join(), one])).values()]
          const election = { title: 'T', seats: 2, candidates: names, withdrawn: [1], lots: [], ranked: unique }
          const again = readBlt(writeBlt(election))
          expect(again.candidates).toEqual(names)
          expect(again.withdrawn).toEqual([1])
          const sorted = (ballots: { ranking: readonly number[] }[]) =>
            ballots.map(({ ranking }) => ranking.join()).sort()
          expect(sorted([...again.ranked])).toEqual(sorted(unique))
        },
      ),
    )
  })
})

describe('JSON', () => {
  test('reads ranks and marks by name', () => {
    const head = { title: 'T', seats: 1, candidates: ['A', 'B', 'C'], withdrawn: ['C'] }
    const ranked = readElectionJson(
      JSON.stringify({ ...head, ballots: [{ count: 2, ranks: [['B'], [], ['A', 'C']] }] }),
    )
    expect(ranked).toMatchObject({ withdrawn: [2], ranked: [{ count: 2, ranking: [1, leftOut, 0, ~2] }] })
    const marked = readElectionJson(JSON.stringify({ ...head, ballots: [{ marks: { A: 3, B: 0 } }] }))
    expect(marked).toMatchObject({ marked: [{ count: 1, marks: [3, 0, null] }] })
  })

  test.each([
    ['{', 'notJson'],
    ['{"candidates":[]}', 'badShape'],
    ['{"candidates":["A"],"ballots":[{"ranks":[["B"]]}]}', 'badShape'],
    ['{"candidates":["A"],"ballots":[{"ranks":[["A"],["A"]]}]}', 'twice'],
    ['{"candidates":["A"],"ballots":[{"marks":{"A":-1}}]}', 'badShape'],
  ])('refuses %j', (text, key) => {
    expect(faultIn(() => readElectionJson(text))).toMatchObject({ key })
  })
})

test('a fault is told in both languages, with its line', () => {
  const fault = new FileFault(3, 'twice', { candidate: 2 })
  expect(fault.sentence('en')).toBe('line 3: candidate 2 is named twice on one ballot')
  expect(fault.sentence('zh')).toBe('第 3 行：同一张选票两次写了第 2 号候选人')
})
