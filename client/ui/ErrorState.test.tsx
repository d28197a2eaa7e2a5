import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderPage } from '#client/testing/render.tsx'
import { Refusal } from '#shared/platform/refusal.ts'
import { ErrorState } from './ErrorState.tsx'

test.each([
  [new Refusal('unavailable', 'platform.offline'), true],
  [new Refusal('unavailable', 'platform.unavailable'), true],
  [new Refusal('unavailable', 'platform.diskFull'), false],
  [new Refusal('internal', 'platform.internal'), false],
])('%o: only what was cut off speaks of the connection', (refusal, speaks) => {
  renderPage(<ErrorState refusal={refusal} />)
  expect(screen.getByRole('alert').textContent?.includes('Check the network')).toBe(speaks)
})
