import { expect, onTestFinished, test, vi } from 'vitest'
import { createReadSigns, type ReadMark } from './readSigns.ts'

test('what a full hall reads goes out as one frame per room, the newest of each person', () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const told: { room: string; markers: ReadMark[] }[] = []
  const signs = createReadSigns((room, markers) => told.push({ room, markers }))
  for (let index = 0; index < 200; index++) signs.add('hall', { person: `p${index}`, seq: 5, n: 3 })
  signs.add('hall', { person: 'p7', seq: 6, n: 4 })
  signs.add('lounge', { person: 'p7', seq: 2, n: 1 })
  expect(told).toEqual([])
  vi.advanceTimersByTime(400)
  expect(told.map(({ room, markers }) => [room, markers.length])).toEqual([
    ['hall', 200],
    ['lounge', 1],
  ])
  expect(told[0]!.markers[7]).toEqual({ person: 'p7', seq: 6, n: 4 })
  vi.advanceTimersByTime(4000)
  expect(told).toHaveLength(2)
  signs.close()
})
