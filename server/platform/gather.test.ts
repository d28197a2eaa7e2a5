import { describe, expect, test } from 'vitest'
import { gatherReads } from './gather.ts'

const gathering = (mostAtOnce?: number) => {
  const asked: string[][] = []
  const read = gatherReads(
    async (keys) => {
      asked.push(keys)
      await new Promise((turn) => setImmediate(turn))
      if (keys.includes('broken')) throw new Error('the store is away')
      return keys.filter((key) => key !== 'none').map((key) => ({ key, value: `${key}!` }))
    },
    ({ key }) => key,
    mostAtOnce,
  )
  return { read, asked }
}

describe('reads that come together', () => {
  test('are one query, and each gets its own row', async () => {
    const { read, asked } = gathering()
    const rows = await Promise.all(['a', 'b', 'none', 'a'].map(read))
    expect(rows.map((row) => row?.value)).toEqual(['a!', 'b!', undefined, 'a!'])
    expect(asked).toEqual([['a', 'b', 'none']])
  })

  test('are several where they are very many, none lost', async () => {
    const { read, asked } = gathering(10)
    const keys = Array.from({ length: 35 }, (_, n) => `k${n}`)
    expect((await Promise.all(keys.map(read))).map((row) => row?.key)).toEqual(keys)
    expect(asked.map(({ length }) => length)).toEqual([10, 10, 10, 5])
  })

  test('fail together, and those after them are read again', async () => {
    const { read } = gathering()
    const outcomes = await Promise.allSettled(['a', 'broken'].map(read))
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await read('a')).toEqual({ key: 'a', value: 'a!' })
  })
})
