import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { runVote } from './vote.ts'

test('a secret vote: every receipt is found among the leaves, none lost, added or double', {
  timeout: 180_000,
}, async () => {
  const ask = { folder: tmpdir(), voters: 6, seconds: 1, only: ['secret'] as const }
  const { isRight, secret, named } = await runVote(ask, () => {})
  expect(isRight).toBe(true)
  expect(named).toBeUndefined()
  expect(secret).toMatchObject({ lost: 0, added: 0, double: 0, isSound: true, cast: { count: 6 } })
  expect(secret?.signatures).toEqual({ blindRsa: 6, rsaVerified: 6, ed25519: 6 })
})
