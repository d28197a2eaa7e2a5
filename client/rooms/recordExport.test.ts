import { beforeEach, expect, test, vi } from 'vitest'
import { ask } from '#client/platform/hub.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { readRecord } from './recordExport.ts'

vi.mock('#client/platform/hub.ts', () => ({ ask: vi.fn() }))
const asked = vi.mocked(ask) as unknown as ReturnType<typeof vi.fn>
beforeEach(() => {
  asked.mockReset()
})

const page = (seqs: number[], before: number | null) => ({ acts: seqs.map((seq) => ({ seq })), before })
const sought = { room: 'lounge', kind: 'people' } as const

test('the whole record is read, page by page, by the filter; where the hub asks to wait, it waits', async () => {
  asked
    .mockResolvedValueOnce(page([9, 8], 8))
    .mockRejectedValueOnce(new Refusal('too_many_requests', 'platform.tooManyRequests', { retryAfterMs: 1 }))
    .mockResolvedValueOnce(page([7], 7))
    .mockResolvedValueOnce(page([2], null))
  const counts: number[] = []
  const acts = await readRecord(sought, new AbortController().signal, (count) => counts.push(count))
  expect(acts?.map(({ seq }) => seq)).toEqual([9, 8, 7, 2])
  expect(counts).toEqual([2, 3, 4])
  expect(asked.mock.calls.map(([, input]) => input)).toEqual([
    sought,
    { ...sought, before: 8 },
    { ...sought, before: 8 },
    { ...sought, before: 7 },
  ])
})

test('who stops it gets nothing, and nothing more is asked', async () => {
  const work = new AbortController()
  asked.mockImplementation(async () => {
    work.abort()
    return page([9], 9)
  })
  expect(await readRecord(sought, work.signal, () => {})).toBeNull()
  expect(asked).toHaveBeenCalledTimes(1)
})

test('a refusal is told', async () => {
  asked.mockRejectedValue(new Refusal('not_found', 'platform.notFound'))
  await expect(readRecord(sought, new AbortController().signal, () => {})).rejects.toMatchObject({ code: 'not_found' })
})
