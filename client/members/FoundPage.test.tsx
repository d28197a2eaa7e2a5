import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { hubAnswers } from '#client/testing/hub.ts'
import { renderPage } from '#client/testing/render.tsx'
import { Refusal } from '#shared/platform/refusal.ts'
import { FoundPage } from './FoundPage.tsx'

async function fill(user: ReturnType<typeof renderPage>['user']) {
  await user.type(screen.getByLabelText(/Set-up code/), 'amber-lamp-42')
  await user.type(screen.getByLabelText('Name of the cluster (English)'), 'Lumen Cluster')
  await user.type(screen.getByLabelText('Name (English)'), 'Fang Qing')
  await user.type(screen.getByLabelText(/E-mail/), 'fang@lumen.example')
  await user.type(screen.getByLabelText(/^Password/), 'a lamp in every hall')
}

test('a wrong code is marked at its field, and nothing is lost but after a reload the password', async () => {
  const asked = hubAnswers({
    'cluster.found': () => new Refusal('not_allowed', 'members.wrongCode', { fields: { code: 'members.wrongCode' } }),
  })
  const first = renderPage(<FoundPage />)
  await fill(first.user)
  await first.user.click(screen.getByRole('button', { name: 'Found the cluster' }))
  expect((await screen.findAllByText('The set-up code is wrong.')).length).toBeGreaterThan(0)
  expect(asked[0]?.input).toMatchObject({
    name: { zh: '', en: 'Lumen Cluster', authoritative: 'en' },
    email: 'fang@lumen.example',
    logo: null,
  })
  expect(screen.getByLabelText<HTMLInputElement>(/^Password/).value).toBe('a lamp in every hall')
  first.unmount()
  renderPage(<FoundPage />)
  expect(screen.getByLabelText<HTMLInputElement>('Name of the cluster (English)').value).toBe('Lumen Cluster')
  expect(screen.getByLabelText<HTMLInputElement>(/^Password/).value).toBe('')
  expect(JSON.stringify({ ...sessionStorage })).not.toContain('a lamp in every hall')
})

test('a short password and a missing name are found before anything is sent', async () => {
  const asked = hubAnswers({})
  const { user } = renderPage(<FoundPage />)
  await user.type(screen.getByLabelText(/^Password/), 'short')
  await user.click(screen.getByRole('button', { name: 'Found the cluster' }))
  expect(await screen.findByText('A password has at least 10 characters.')).toBeTruthy()
  expect(screen.getAllByText('This is needed.').length).toBeGreaterThan(0)
  expect(asked).toEqual([])
})
