import { screen } from '@testing-library/react'
import { Route, Routes } from 'react-router'
import { expect, test } from 'vitest'
import { buildPerson } from '#client/testing/people.ts'
import { renderPage } from '#client/testing/render.tsx'
import { enterHall } from '#client/testing/rooms.ts'
import { OrganisationPage } from './OrganisationPage.tsx'
import { PersonPage } from './PersonPage.tsx'

const me = buildPerson({ id: 'Me', name: { zh: '我自己', en: 'My Self', authoritative: 'zh' } })
const pages = (
  <Routes>
    <Route path="/people/nobody" element={<PersonPage id="nobody" text={(text) => text} />} />
    <Route path="/organisations/:organisation" element={<OrganisationPage />} />
  </Routes>
)

test.each(['/people/nobody', '/organisations/none'])('%s, which nobody can see, offers a way on', async (at) => {
  enterHall(me, [])
  renderPage(pages, { at })
  expect(await screen.findByRole('heading', { name: 'There is no such page' })).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Go to the start' })).toBeTruthy()
})
