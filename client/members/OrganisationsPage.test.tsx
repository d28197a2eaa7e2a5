import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { hubAnswers } from '#client/testing/hub.ts'
import { buildOrganisation, buildPerson, signedInAs } from '#client/testing/people.ts'
import { renderPage } from '#client/testing/render.tsx'
import { Refusal } from '#shared/platform/refusal.ts'
import { OrganisationsPage } from './OrganisationsPage.tsx'

const star = buildOrganisation({
  name: { zh: '星河灯饰（示例）', en: 'Starriver Lighting (Demo)', authoritative: 'zh' },
  sectors: ['3871', '9999'],
})
const lists = { 'organisations.list': () => ({ organisations: [star, buildOrganisation({ province: '浙江' })] }) }

test('sectors are named in the language shown, an unknown one by its code', async () => {
  hubAnswers(lists)
  signedInAs(buildPerson())
  renderPage(<OrganisationsPage />)
  expect(await screen.findByText('3871 Electric light sources, 9999')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Add organisation' })).toBeNull()
  expect(screen.queryByRole('button', { name: /^Change/ })).toBeNull()
})

test('the list narrows to what is typed', async () => {
  hubAnswers(lists)
  signedInAs(buildPerson())
  const { user } = renderPage(<OrganisationsPage />)
  await screen.findByText('Starriver Lighting (Demo)')
  await user.type(screen.getByRole('searchbox'), '浙江')
  expect(screen.queryByText('Starriver Lighting (Demo)')).toBeNull()
  expect(screen.getAllByRole('listitem')).toHaveLength(1)
})

test('a change that is refused keeps what was typed', async () => {
  hubAnswers({ ...lists, 'organisation.describe': () => new Refusal('unavailable', 'platform.unavailable') })
  signedInAs(buildPerson({ seats: ['secretariat'] }))
  const { user } = renderPage(<OrganisationsPage />)
  await user.click(await screen.findByRole('button', { name: 'Change Starriver Lighting (Demo)' }))
  const dialog = await screen.findByRole('dialog')
  const province = within(dialog).getByLabelText<HTMLInputElement>('Province')
  await user.clear(province)
  await user.type(province, '江苏')
  await user.click(within(dialog).getByRole('button', { name: 'Save' }))
  expect(await within(dialog).findByText(/cannot do this right now/)).toBeTruthy()
  expect(province.value).toBe('江苏')
})
