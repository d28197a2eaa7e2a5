import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { hubAnswers } from '#client/testing/hub.ts'
import { buildPerson, signedInAs } from '#client/testing/people.ts'
import { renderPage } from '#client/testing/render.tsx'
import type { QueryOutput } from '#shared/contract.ts'
import { TokensPage } from './TokensPage.tsx'

const token: QueryOutput<'tokens.mine'>['tokens'][number] = {
  id: 'token-1',
  label: 'Weekly export',
  scopes: ['read'],
  createdAt: Date.UTC(2026, 2, 1),
  expiresAt: Date.UTC(2026, 3, 1),
  lastUsedAt: null,
}

test('a secret is shown once and is gone when the dialog closes', async () => {
  const asked = hubAnswers({
    'tokens.mine': () => ({ tokens: [] }),
    'token.create': () => ({ token: 'token-2', secret: 'chd_once_only' }),
  })
  signedInAs(buildPerson())
  const { user } = renderPage(<TokensPage />)
  expect(await screen.findByText('No tokens yet')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'New token' }))
  const dialog = await screen.findByRole('dialog', { name: 'New token' })
  await user.type(within(dialog).getByLabelText(/What it is for/), 'Export')
  await user.click(within(dialog).getByRole('checkbox', { name: 'Write' }))
  await user.click(within(dialog).getByRole('button', { name: 'Make the token' }))
  expect((await within(dialog).findByLabelText<HTMLInputElement>('Token')).value).toBe('chd_once_only')
  expect(asked.find(({ name }) => name === 'token.create')?.input).toEqual({
    label: 'Export',
    scopes: ['read', 'write'],
    days: 30,
  })
  await user.click(within(dialog).getByRole('button', { name: 'Done' }))
  expect(screen.queryByDisplayValue('chd_once_only')).toBeNull()
})

test('a token is revoked only after it was asked', async () => {
  const asked = hubAnswers({ 'tokens.mine': () => ({ tokens: [token] }), 'token.revoke': () => ({}) })
  signedInAs(buildPerson())
  const { user } = renderPage(<TokensPage />)
  await user.click(await screen.findByRole('button', { name: 'Revoke the token “Weekly export”' }))
  expect(asked.some(({ name }) => name === 'token.revoke')).toBe(false)
  const dialog = await screen.findByRole('dialog')
  await user.click(within(dialog).getByRole('button', { name: 'Revoke' }))
  expect(asked.find(({ name }) => name === 'token.revoke')?.input).toEqual({ token: 'token-1' })
})
