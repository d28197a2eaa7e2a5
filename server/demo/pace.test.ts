import { describe, expect, test } from 'vitest'
import { nextLineAfter } from './pace.ts'

const fresh = { linesSinceGuest: 0, lines: 0, emptyMs: 0 }

describe('the pace of the script', () => {
  test.each([0, 0.5, 0.999])('leaves three to seven seconds before somebody types, for a guest', (chance) => {
    const pause = nextLineAfter(fresh, () => chance)!
    expect(pause).toBeGreaterThanOrEqual(3000)
    expect(pause).toBeLessThan(7500)
  })

  test('is slow for somebody who has not moved for sixty lines', () => {
    expect(nextLineAfter({ ...fresh, linesSinceGuest: 60, lines: 60 }, () => 0)).toBeGreaterThan(60_000)
  })

  test('is silence where nobody has been for a minute, and after two thousand lines', () => {
    expect(nextLineAfter({ ...fresh, emptyMs: 60_000 }, () => 0)).toBeNull()
    expect(nextLineAfter({ ...fresh, lines: 2000 }, () => 0)).toBeNull()
  })
})
